package dev.seawall.server.logs.query;

import java.util.SortedMap;

/**
 * One line of a log.
 *
 * @param timeNanos since 1970, UTC
 * @param message as it arrived, secrets masked
 * @param labels who wrote it and how, for example {@code host}, {@code container}, {@code level}
 */
public record LogLine(long timeNanos, String message, SortedMap<String, String> labels) {
    /** What a label says; empty where the line has none of this name. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
