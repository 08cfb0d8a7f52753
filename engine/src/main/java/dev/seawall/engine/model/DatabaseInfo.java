package dev.seawall.engine.model;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The advisory data a report was made with: newest change and, per source, its own date, both ISO 8601 or null. */
public record DatabaseInfo(@Nullable String updatedAt, TreeMap<String, String> sources) {
    /** No advisory data was used. */
    public static final DatabaseInfo NONE = new DatabaseInfo(null, new TreeMap<>());
}
