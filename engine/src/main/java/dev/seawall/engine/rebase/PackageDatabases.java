package dev.seawall.engine.rebase;

import dev.seawall.engine.archive.Decompression;
import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.image.LayerBlob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds layers that write to or delete a distribution's package database. */
final class PackageDatabases {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final List<String> FOLDERS = List.of(
            "var/lib/dpkg",
            "lib/apk/db",
            "usr/lib/apk/db",
            "var/lib/rpm",
            "usr/lib/sysimage/rpm",
            "usr/share/rpm",
            "var/lib/pacman/local");

    private PackageDatabases() {}

    /** The first path of the layer that changes a package database. */
    static Optional<String> touched(LayerBlob layer) throws IOException {
        try (TarReader tar = new TarReader(Decompression.open(layer.open()))) {
            TarEntry entry = tar.next();
            while (entry != null) {
                if (touches(entry.file())) {
                    return Optional.of(entry.file().path());
                }
                entry = tar.next();
            }
            return Optional.empty();
        }
    }

    private static boolean touches(FileEntry file) {
        boolean folder = file.kind() == FileEntry.Kind.DIRECTORY;
        String changed = changed(file.path());
        return FOLDERS.stream()
                .anyMatch(database -> changed.startsWith(database + "/")
                        || (!folder && !changed.isEmpty() && (database + "/").startsWith(changed + "/")));
    }

    /** The path that a whiteout hides, else the path itself. */
    private static String changed(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        String folder = slash < 0 ? "" : path.substring(0, slash);
        if (name.equals(OPAQUE)) {
            return folder;
        }
        return name.startsWith(WHITEOUT)
                ? (folder.isEmpty() ? "" : folder + "/") + name.substring(WHITEOUT.length())
                : path;
    }
}
