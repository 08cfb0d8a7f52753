package dev.seawall.engine.host;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files below a host's root. Paths are relative to it, without a leading slash. Links never lead out of it: an
 * absolute link starts again at the root, as it would for the host itself.
 */
public interface HostFiles {
    /** The entry at a path; links in directories are followed, one at the end is not. Empty where there is none. */
    Optional<FileEntry> entry(String path);

    /** The entry a path leads to, its own path being where it really lies; empty where it leads nowhere. */
    Optional<FileEntry> resolve(String path);

    /** The names directly in a directory in order; empty where there is no such directory or it cannot be read. */
    List<String> list(String directory);

    /**
     * The content of a regular file, links followed.
     *
     * @throws IOException where it is missing, no regular file or may not be read
     */
    FileContent content(String path) throws IOException;
}
