package dev.seawall.engine.scan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The visible files, directories and links of a target. */
public interface FileTable {
    /** A target without files, such as an SBOM. */
    FileTable EMPTY = new EmptyFileTable();

    /** How many there are. */
    int size();

    /** The entry at exactly this path; a link is not followed. */
    Optional<FileRecord> find(String path);

    /** The entry this path leads to, links followed in directories and at the end; empty where it leads nowhere. */
    Optional<FileRecord> resolve(String path);

    /** What lies directly in a directory (empty string for the root), in path order. */
    List<FileRecord> list(String directory);

    /** Everything, in path order. */
    Stream<FileRecord> all();
}
