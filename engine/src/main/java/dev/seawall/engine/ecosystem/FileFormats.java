package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file formats of one ecosystem, and how they get at bytes. */
public record FileFormats(List<FileFormat> formats) implements FileFormat {
    public FileFormats {
        formats = List.copyOf(formats);
    }

    /** Whether any format wants this file, which must be a regular file or a hard link. */
    @Override
    public boolean wants(FileEntry file) {
        boolean isFile = file.kind() == FileEntry.Kind.FILE || file.kind() == FileEntry.Kind.HARDLINK;
        if (isFile) {
            for (FileFormat format : formats) {
                if (format.wants(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What every format that wants the file reads from it, in the order of the formats. */
    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<Package> packages = new ArrayList<>();
        List<Reading.OwnedFiles> owned = new ArrayList<>();
        for (FileFormat format : formats) {
            if (format.wants(file)) {
                Reading reading = format.read(file, files);
                packages.addAll(reading.packages());
                owned.addAll(reading.owned());
            }
        }
        return new Reading(packages, owned);
    }

    /** All bytes of a file; none where the layer does not hold its content. */
    public static byte[] bytes(String path, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(path);
        return content.isEmpty() ? new byte[0] : content.get().bytes();
    }

    /** All of a file as text; what is not UTF-8 becomes replacement characters, a byte-order mark is dropped. */
    public static String text(String path, SameLayerFiles files) throws IOException {
        String text = new String(bytes(path, files), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The path of a name in the same directory as a file. */
    public static String beside(FileEntry file, String name) {
        return file.directory().isEmpty() ? name : file.directory() + "/" + name;
    }

    /** Whether any of these names lies beside a file in the same layer. */
    public static boolean hasBeside(FileEntry file, SameLayerFiles files, List<String> names) {
        return names.stream().anyMatch(name -> files.content(beside(file, name)).isPresent());
    }
}
