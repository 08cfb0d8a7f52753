package dev.seawall.server.logs;

import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.logs.archive.Block;
import dev.seawall.server.logs.archive.Seal;
import dev.seawall.server.logs.query.Labels;
import dev.seawall.server.logs.query.LogLine;
import dev.seawall.server.logs.query.MessageFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of blocks for each day on which lines arrived, with an index while the day is recent. A day is the unit of
 * keeping: past {@code keepDays} it is dropped, past {@code indexDays} only its blocks are left.
 */
public final class TieredLogStore implements LogStore {
    private static final String SUFFIX = ".blocks";

    private final Options options;
    private final Seal seal;
    private final SortedMap<String, DayLog> days = new TreeMap<>();
    /** Taken for writing when days come, are packed or go. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * How to keep.
     *
     * @param keyFile of the blocks; made where there is none
     * @param indexDays days, with today, that have an index
     * @param keepDays days, with today, that are kept
     */
    public record Options(
            Path folder, Path keyFile, LineIndex.Factory index, int indexDays, int keepDays, Clock clock) {}

    private TieredLogStore(Options options, Seal seal) {
        this.options = options;
        this.seal = seal;
    }

    /** Opens the store of a folder. */
    public static TieredLogStore open(Options options) throws IOException {
        PrivateFile.folder(options.folder());
        TieredLogStore store = new TieredLogStore(options, Seal.of(options.keyFile()));
        List<String> names;
        try (Stream<Path> files = Files.list(options.folder())) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (String name : names) {
            store.day(name.substring(0, name.length() - SUFFIX.length()));
        }
        return store;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(options.clock().instant(), ZoneOffset.UTC);
    }

    private DayLog day(String name) throws IOException {
        DayLog day = days.get(name);
        if (day == null) {
            day = DayLog.open(options.folder(), name, seal, options.index());
            days.put(name, day);
        }
        return day;
    }

    private DayLog current() throws IOException {
        String name = today().toString();
        lock.writeLock().lock();
        try {
            return day(name);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void append(List<LogLine> lines) throws IOException {
        DayLog day = current();
        lock.readLock().lock();
        try {
            day.append(lines);
        } finally {
            lock.readLock().unlock();
        }
    }

    private interface Reading {
        void read(DayLog day) throws IOException;
    }

    /** Days in the order of the search; those of no line in its time are left out. */
    private void reading(LogSearch search, Gathering gathering, boolean all, Reading reading) throws IOException {
        lock.readLock().lock();
        try {
            List<Span> spans = new ArrayList<>();
            days.values().forEach(day -> spans.add(Span.of(day)));
            spans.sort(
                    search.newestFirst()
                            ? Comparator.comparingLong(Span::max).reversed()
                            : Comparator.comparingLong(Span::min));
            for (Span span : spans) {
                boolean overlaps = span.max() >= search.fromNanos() && span.min() <= search.toNanos();
                if (overlaps && (all || gathering.wants(span.min(), span.max()))) {
                    reading.read(span.day());
                }
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private record Span(DayLog day, long min, long max) {
        static Span of(DayLog day) {
            List<Block> blocks = day.blocks().blocks();
            return new Span(
                    day,
                    blocks.stream().mapToLong(Block::minNanos).min().orElse(Long.MAX_VALUE),
                    blocks.stream().mapToLong(Block::maxNanos).max().orElse(Long.MIN_VALUE));
        }
    }

    @Override
    public LogPage search(LogSearch search) throws IOException {
        Gathering gathering = new Gathering(search);
        reading(search, gathering, false, day -> new DaySearch(day, search).gather(gathering));
        for (DayLog day : days.values()) {
            if (day.blocks().isDamaged()) {
                gathering.note("parts of " + day.day() + " are damaged and left out");
            }
        }
        return gathering.page();
    }

    @Override
    public SortedMap<Long, Long> histogram(LogSearch search, long stepNanos) throws IOException {
        SortedMap<Long, Long> counts = new TreeMap<>();
        Gathering notes = new Gathering(search);
        reading(search, notes, true, day -> new DaySearch(day, search)
                .each(
                        place -> counts.merge(Math.floorDiv(place.timeNanos(), stepNanos) * stepNanos, 1L, Long::sum),
                        notes));
        return counts;
    }

    @Override
    public SortedMap<String, Long> facet(LogSearch search, String field) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        Gathering notes = new Gathering(search);
        reading(search, notes, true, day -> {
            LineIndex index = day.index();
            if (index != null && Labels.isReserved(field) && index.isExact(search)) {
                index.facet(search, field, (value, lines) -> counts.merge(value, lines, Long::sum));
            } else {
                DaySearch reader = new DaySearch(day, search);
                reader.each(place -> count(reader.line(place, notes), field, counts), notes);
            }
        });
        return counts;
    }

    private static void count(@Nullable LogLine line, String field, SortedMap<String, Long> counts) {
        if (line == null) {
            return;
        }
        String value = line.labels().get(field);
        if (value == null && !Labels.isReserved(field)) {
            value = MessageFields.of(line.message()).get(field);
        }
        if (value != null) {
            counts.merge(value, 1L, Long::sum);
        }
    }

    @Override
    public void tidy() throws IOException {
        String packBefore =
                today().minusDays(Math.max(1, options.indexDays()) - 1L).toString();
        String dropBefore =
                today().minusDays(Math.max(1, options.keepDays()) - 1L).toString();
        lock.writeLock().lock();
        try {
            for (DayLog day : List.copyOf(days.values())) {
                if (day.day().compareTo(dropBefore) < 0) {
                    days.remove(day.day());
                    day.drop();
                } else if (day.day().compareTo(packBefore) < 0 && !day.isPacked()) {
                    day.pack();
                } else {
                    day.commit();
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            for (DayLog day : days.values()) {
                day.close();
            }
            days.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
