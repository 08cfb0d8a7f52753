package dev.seawall.engine.model;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The advisory data a report was made with.
 *
 * @param updatedAt newest change, ISO 8601, or null
 * @param sources per source its own date, ISO 8601
 * @param problems what is missing, damaged or old of it, in words; empty where nothing is
 */
public record DatabaseInfo(@Nullable String updatedAt, TreeMap<String, String> sources, List<String> problems) {
    /** No advisory data was used. */
    public static final DatabaseInfo NONE = new DatabaseInfo(null, new TreeMap<>());

    public DatabaseInfo {
        problems = List.copyOf(problems);
    }

    /** Data without problems. */
    public DatabaseInfo(@Nullable String updatedAt, TreeMap<String, String> sources) {
        this(updatedAt, sources, List.of());
    }

    /** The same data with these problems. */
    public DatabaseInfo with(List<String> newProblems) {
        return new DatabaseInfo(updatedAt, sources, newProblems);
    }
}
