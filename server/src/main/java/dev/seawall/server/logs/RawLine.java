package dev.seawall.server.logs;

import java.util.SortedMap;

/**
 * A line as a receiver read it.
 *
 * @param timeNanos since 1970; {@link #NO_TIME} where the sender gave none that can be read
 */
public record RawLine(long timeNanos, String message, SortedMap<String, String> labels) {
    /** No time. */
    public static final long NO_TIME = 0;
}
