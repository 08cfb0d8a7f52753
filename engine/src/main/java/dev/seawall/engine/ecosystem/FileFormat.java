package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.IOException;

/** One file format of an ecosystem: where such files lie and how one is read. Stateless and thread-safe. */
public interface FileFormat {
    /** Whether a file at this path may be of this format; judged by path, kind and size only. */
    boolean wants(FileEntry file);

    /** Reads one wanted file, as {@link Ecosystem#read}. */
    Reading read(FileEntry file, SameLayerFiles files) throws IOException;
}
