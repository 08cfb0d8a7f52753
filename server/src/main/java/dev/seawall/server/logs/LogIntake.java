package dev.seawall.server.logs;

import dev.seawall.server.logs.query.LogLine;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The one way in for every receiver: bounds, times, levels, secrets; then the store. Safe for many threads. */
public final class LogIntake {
    /** Longer messages are cut, and say so. */
    static final int LONGEST_MESSAGE = 16 << 20;

    private static final int MOST_LABELS = 64;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 1_024;
    private static final Duration FUTURE = Duration.ofMinutes(10);

    private final LogStore store;
    private final Clock clock;
    private final Rates rates;
    private final SecretMask mask = new SecretMask();
    private final List<Consumer<List<LogLine>>> watchers = new CopyOnWriteArrayList<>();
    private final AtomicLong refused = new AtomicLong();

    /** @param linesPerSecond of each sender */
    public LogIntake(LogStore store, Clock clock, long linesPerSecond) {
        this.store = store;
        this.clock = clock;
        this.rates = new Rates(linesPerSecond, clock);
    }

    /**
     * Takes lines in.
     *
     * @param sender address, for the rate
     * @return whether they were taken and are on the disk; else the sender is too fast, and none was
     * @throws IOException where none could be written
     */
    public boolean take(String sender, List<RawLine> lines) throws IOException {
        if (lines.isEmpty()) {
            return true;
        }
        if (!rates.take(sender, lines.size())) {
            refused.addAndGet(lines.size());
            return false;
        }
        List<String> messages =
                mask.masked(lines.stream().map(line -> bounded(line.message())).toList());
        List<LogLine> out = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            out.add(line(lines.get(i), messages.get(i)));
        }
        store.append(out);
        watchers.forEach(watcher -> watcher.accept(out));
        return true;
    }

    /** Lines refused because their sender was too fast. */
    public long refused() {
        return refused.get();
    }

    /** Shows every line from now on until the answer is run; the watcher must be quick. */
    public Runnable watch(Consumer<List<LogLine>> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private LogLine line(RawLine raw, String message) {
        SortedMap<String, String> labels = labels(raw);
        if (raw.message().length() > LONGEST_MESSAGE) {
            labels.put("cut-from", Integer.toString(raw.message().length()));
        }
        if (!labels.containsKey("level")) {
            String level = Levels.inMessage(message);
            if (!level.isEmpty()) {
                labels.put("level", level);
            }
        }
        return new LogLine(time(raw, labels), message, labels);
    }

    private static String bounded(String message) {
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
    }

    private static SortedMap<String, String> labels(RawLine raw) {
        SortedMap<String, String> labels = new TreeMap<>();
        raw.labels().forEach((name, value) -> {
            if (labels.size() < MOST_LABELS && !name.isEmpty() && !value.isEmpty()) {
                labels.put(cut(name, LONGEST_NAME), cut(value, LONGEST_VALUE));
            }
        });
        return labels;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** The line's own time; now where it has none or says one that is yet to come. */
    private long time(RawLine raw, SortedMap<String, String> labels) {
        Instant now = clock.instant();
        if (raw.timeNanos() <= 0) {
            labels.put("time-from", "arrival");
            return nanos(now);
        }
        if (raw.timeNanos() > nanos(now.plus(FUTURE))) {
            labels.put("time-from", "arrival");
            labels.put("time-claimed", Instant.ofEpochSecond(0, raw.timeNanos()).toString());
            return nanos(now);
        }
        return raw.timeNanos();
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
