package dev.seawall.server.logs;

import dev.seawall.server.logs.archive.Block;
import dev.seawall.server.logs.archive.BlockSearch;
import dev.seawall.server.logs.query.LogLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The first lines found so far, over several days. */
final class Gathering implements BlockSearch.Taker {
    private final LogSearch search;
    private final Comparator<LogPage.Found> order;
    private final SortedSet<String> notes = new TreeSet<>();
    private List<LogPage.Found> found = new ArrayList<>();
    private String day = "";

    Gathering(LogSearch search) {
        this.search = search;
        Comparator<LogPage.Found> byTime =
                Comparator.comparingLong((LogPage.Found one) -> one.line().timeNanos());
        Comparator<LogPage.Found> newest = byTime.reversed();
        this.order = search.newestFirst() ? newest : byTime;
    }

    /** Says which day what follows is of. */
    void enter(String name) {
        day = name;
    }

    void take(long block, int row, LogLine line) {
        found.add(new LogPage.Found(day + "/" + block + "/" + row, line));
        if (found.size() > search.limit() * 2 + 1000) {
            cut();
        }
    }

    private void cut() {
        found.sort(order);
        found = new ArrayList<>(found.subList(0, Math.min(found.size(), search.limit())));
    }

    /** Whether lines from one time to another can still come before those found. */
    boolean wants(long minNanos, long maxNanos) {
        if (found.size() < search.limit()) {
            return true;
        }
        cut();
        long last = found.isEmpty() ? 0 : found.getLast().line().timeNanos();
        return search.newestFirst() ? maxNanos > last : minNanos < last;
    }

    void note(String note) {
        notes.add(note);
    }

    LogPage page() {
        cut();
        return new LogPage(List.copyOf(found), List.copyOf(notes));
    }

    @Override
    public boolean wants(Block block) {
        return wants(block.minNanos(), block.maxNanos());
    }

    @Override
    public void take(Block block, int row, LogLine line) {
        take(block.offset(), row, line);
    }

    @Override
    public void damaged(Block block, IOException why) {
        note(block.lines() + " lines of " + day + " cannot be read: " + why.getMessage());
    }
}
