package dev.seawall.server.logs;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many lines each sender may bring in a second; it may save up for a few seconds. */
final class Rates {
    private static final int SENDERS_KEPT = 10_000;
    private static final int SAVED_SECONDS = 5;

    private final long linesPerSecond;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(double lines, long atMillis) {}

    Rates(long linesPerSecond, Clock clock) {
        this.linesPerSecond = linesPerSecond;
        this.clock = clock;
    }

    /** Whether the sender may bring these lines now. A large batch may go over, and is paid off before the next. */
    synchronized boolean take(String sender, int lines) {
        double most = (double) linesPerSecond * SAVED_SECONDS;
        long now = clock.millis();
        Bucket before = buckets.getOrDefault(sender, new Bucket(most, now));
        double saved = Math.min(most, before.lines + Math.max(0, now - before.atMillis) / 1000.0 * linesPerSecond);
        boolean granted = saved > 0;
        buckets.put(sender, new Bucket(granted ? saved - lines : saved, now));
        if (buckets.size() > SENDERS_KEPT) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return granted;
    }
}
