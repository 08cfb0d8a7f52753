package dev.seawall.server.logs;

import dev.seawall.server.logs.query.LogQuery;

/**
 * What to look for.
 *
 * @param fromNanos earliest time
 * @param toNanos latest time
 * @param newestFirst order of what is found
 * @param limit lines at most
 */
public record LogSearch(LogQuery query, long fromNanos, long toNanos, boolean newestFirst, int limit) {
    /** Every line of all time that fits. */
    public static LogSearch of(LogQuery query, int limit) {
        return new LogSearch(query, Long.MIN_VALUE, Long.MAX_VALUE, true, limit);
    }

    /** The same within two times. */
    public LogSearch between(long from, long to) {
        return new LogSearch(query, from, to, newestFirst, limit);
    }

    /** The same from the oldest on. */
    public LogSearch oldestFirst() {
        return new LogSearch(query, fromNanos, toNanos, false, limit);
    }
}
