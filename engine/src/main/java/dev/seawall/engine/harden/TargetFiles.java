package dev.seawall.engine.harden;

import dev.seawall.engine.archive.Decompression;
import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.scan.FileRecord;
import dev.seawall.engine.scan.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The visible files of a target, streamed in the order they are stored. */
interface TargetFiles {
    /** Takes a file and its content, which is to be read before returning. */
    interface Sink {
        void file(FileRecord file, InputStream content) throws IOException;
    }

    /** Streams the chosen visible entries, each once; content is empty for all but regular files. */
    void read(Predicate<FileRecord> chosen, Sink sink) throws IOException;

    /** The files of an image: each layer is read again and gives what is not hidden by those above. */
    static TargetFiles of(Image image, Inventory inventory) {
        return (chosen, sink) -> {
            Set<Digest> done = new HashSet<>();
            for (LayerBlob layer : image.layers()) {
                if (done.add(layer.diffId())) {
                    layer(layer, inventory, chosen, sink);
                }
            }
        };
    }

    private static void layer(LayerBlob layer, Inventory inventory, Predicate<FileRecord> chosen, Sink sink)
            throws IOException {
        Set<String> given = new HashSet<>();
        try (TarReader tar = new TarReader(Decompression.open(layer.open()))) {
            TarEntry entry = tar.next();
            while (entry != null) {
                Optional<FileRecord> known = inventory.files().find(entry.file().path());
                boolean visible = known.isPresent()
                        && layer.diffId().equals(known.get().layer())
                        && known.get().entry().equals(entry.file());
                if (visible
                        && chosen.test(known.get())
                        && given.add(entry.file().path())) {
                    sink.file(known.get(), tar.content());
                }
                entry = tar.next();
            }
        }
    }

    /** The files of a root file system on disk; links are never followed. */
    static TargetFiles of(Path root, Inventory inventory) {
        return (chosen, sink) -> {
            for (FileRecord file : inventory.files().all().filter(chosen).toList()) {
                Path path = root.resolve(file.entry().path());
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                        sink.file(file, in);
                    }
                } else {
                    sink.file(file, InputStream.nullInputStream());
                }
            }
        };
    }
}
