package dev.seawall.server.logs;

import dev.seawall.server.logs.query.LogLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Finds lines of one day's blocks. It may be lost at any time and is then filled again from the blocks. */
public interface LineIndex extends Closeable {
    /**
     * Where a line is.
     *
     * @param block offset of its block
     * @param row number in the block, from 0
     */
    record Place(long timeNanos, long block, int row) {}

    /** Takes each place that was found. */
    @FunctionalInterface
    interface Visitor {
        void visit(Place place) throws IOException;
    }

    /** Takes each value of a label with the number of its lines. */
    @FunctionalInterface
    interface Counted {
        void count(String value, long lines);
    }

    /** Opens the index of a folder. */
    @FunctionalInterface
    interface Factory {
        /** @throws IOException where the index is damaged */
        LineIndex open(Path folder) throws IOException;
    }

    /** Up to which offset of the blocks it is complete, as of the last {@link #commit}. */
    long covered();

    /** Adds the lines of a block. */
    void add(long block, List<LogLine> lines) throws IOException;

    /** Makes all that was added last, with what {@link #covered} says from now on. */
    void commit(long covered) throws IOException;

    /** Whether what it finds for a query fits it, or may hold lines that do not. */
    boolean isExact(LogSearch search);

    /** Places in the order of the search, more than fit where it is not exact; close it after use. */
    Places find(LogSearch search) throws IOException;

    /** Visits all places in no order. */
    void each(LogSearch search, Visitor visitor) throws IOException;

    /** Counts the values of a label over all that is found; for exact searches. */
    void facet(LogSearch search, String label, Counted counted) throws IOException;

    /** Places, one after another. */
    interface Places extends Iterator<Place>, Closeable {
        @Override
        void close() throws IOException;
    }
}
