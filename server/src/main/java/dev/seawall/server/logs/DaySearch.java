package dev.seawall.server.logs;

import dev.seawall.server.logs.archive.Block;
import dev.seawall.server.logs.archive.BlockSearch;
import dev.seawall.server.logs.query.LineMatch;
import dev.seawall.server.logs.query.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One search in one day, by its index where it has one. */
final class DaySearch {
    private static final int BLOCKS_KEPT = 128;

    private final DayLog day;
    private final LogSearch search;
    private final Map<Long, List<LogLine>> read = new LinkedHashMap<>(16, 0.75f, true);

    DaySearch(DayLog day, LogSearch search) {
        this.day = day;
        this.search = search;
    }

    void gather(Gathering into) throws IOException {
        into.enter(day.day());
        LineIndex index = day.index();
        if (index == null) {
            day.scan().run(search.query(), search.fromNanos(), search.toNanos(), search.newestFirst(), into);
            return;
        }
        boolean exact = index.isExact(search);
        int taken = 0;
        try (LineIndex.Places places = index.find(search)) {
            while (taken < search.limit() && places.hasNext()) {
                LineIndex.Place place = places.next();
                LogLine line = line(place, into);
                if (line != null && (exact || LineMatch.matches(search.query(), line))) {
                    into.take(place.block(), place.row(), line);
                    taken++;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Goes through all that fits, in no order. */
    void each(LineIndex.Visitor times, Gathering notes) throws IOException {
        notes.enter(day.day());
        LineIndex index = day.index();
        if (index == null) {
            scanTimes(times, notes);
            return;
        }
        boolean exact = index.isExact(search);
        index.each(search, place -> {
            LogLine line = exact ? null : line(place, notes);
            if (exact || (line != null && LineMatch.matches(search.query(), line))) {
                times.visit(place);
            }
        });
    }

    private void scanTimes(LineIndex.Visitor times, Gathering notes) {
        day.scan().run(search.query(), search.fromNanos(), search.toNanos(), true, new BlockSearch.Taker() {
            @Override
            public boolean wants(Block block) {
                return true;
            }

            @Override
            public void take(Block block, int row, LogLine line) {
                try {
                    times.visit(new LineIndex.Place(line.timeNanos(), block.offset(), row));
                } catch (IOException e) {
                    damaged(block, e);
                }
            }

            @Override
            public void damaged(Block block, IOException why) {
                notes.damaged(block, why);
            }
        });
    }

    @Nullable
    LogLine line(LineIndex.Place place, Gathering notes) throws IOException {
        List<LogLine> lines = read.get(place.block());
        if (lines == null) {
            lines = load(place.block(), notes);
            read.put(place.block(), lines);
            if (read.size() > BLOCKS_KEPT) {
                read.remove(read.keySet().iterator().next());
            }
        }
        return place.row() < lines.size() ? lines.get(place.row()) : null;
    }

    private List<LogLine> load(long offset, Gathering notes) throws IOException {
        Block block = day.blocks().at(offset);
        if (block == null) {
            notes.note("a block of " + day.day() + " cannot be read: it is not where the index says");
            return List.of();
        }
        try {
            return day.blocks().read(block);
        } catch (IOException e) {
            notes.damaged(block, e);
            return List.of();
        }
    }
}
