package dev.seawall.engine.detect;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks into single files: secrets, malware, risky configuration. Runs on every layer while it streams, so on visible
 * and shadowed files alike. Stateless and thread-safe; a pure function of bytes.
 */
public interface Detector {
    /** Unique lower-case word, for example {@code secret}. */
    String id();

    /** Changes whenever {@link #wants} or {@link #inspect} may answer differently; part of the cache key. */
    String version();

    /** Whether {@link #inspect} shall see this file; judged by path, kind, mode and size only. */
    boolean wants(FileEntry file);

    /**
     * Looks at one wanted file.
     *
     * @return hits in order of line
     * @throws dev.seawall.engine.files.MalformedFileException where the file is broken
     */
    List<Hit> inspect(FileEntry file, FileContent content) throws IOException;

    /**
     * As {@link #inspect(FileEntry, FileContent)}, for detectors that can tell of a file they saw only in part.
     *
     * @param incomplete takes what could not be looked into and why; it becomes a status of the file beside the hits
     */
    default List<Hit> inspect(FileEntry file, FileContent content, Consumer<String> incomplete) throws IOException {
        return inspect(file, content);
    }
}
