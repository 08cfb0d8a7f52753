package dev.seawall.server.logs;

import dev.seawall.server.logs.query.LogLine;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Keeps log lines and finds them again. Safe for many threads. */
public interface LogStore extends Closeable {
    /**
     * Keeps lines.
     *
     * @throws IOException where they are not on the disk when it returns; none of them counts as taken then
     */
    void append(List<LogLine> lines) throws IOException;

    /** The first lines that a search finds, in its order. */
    LogPage search(LogSearch search) throws IOException;

    /** How many lines there are in each step of time, by its beginning in nanoseconds; steps without lines left out. */
    SortedMap<Long, Long> histogram(LogSearch search, long stepNanos) throws IOException;

    /** How many lines there are for each value of a field, by value. */
    SortedMap<String, Long> facet(LogSearch search, String field) throws IOException;

    /** Turns days that are over into blocks alone and drops those past their keeping. */
    void tidy() throws IOException;
}
