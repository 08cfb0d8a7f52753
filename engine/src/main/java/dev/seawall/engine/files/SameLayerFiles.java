package dev.seawall.engine.files;

import java.util.List;
import java.util.Optional;

/** The files of one layer that some ecosystem wanted, for formats that spread over several files. */
public interface SameLayerFiles {
    /** The content at a path, empty where the layer has none or nobody wanted it. */
    Optional<FileContent> content(String path);

    /** The wanted files directly inside a directory (empty string for the root), in path order. */
    List<FileEntry> list(String directory);
}
