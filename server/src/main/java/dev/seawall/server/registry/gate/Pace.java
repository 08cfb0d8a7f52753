package dev.seawall.server.registry.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast one account, or one address without account, may ask: a bucket each, bounded in number. */
final class Pace {
    private static final int BUCKETS = 10_000;

    private final double perSecond;
    private final double burst;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > BUCKETS;
        }
    };

    private record Bucket(double left, Instant at) {}

    /** @param perSecond 0 for as fast as they like */
    Pace(double perSecond, double burst, Clock clock) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
        this.clock = clock;
    }

    void take(Asker asker) throws OciProblem {
        if (perSecond <= 0) {
            return;
        }
        String key = asker.caller().isAnybody()
                ? asker.address()
                : "account " + asker.caller().name();
        if (!taken(key)) {
            long wait = Math.max(1, Math.round(1 / perSecond));
            throw new OciProblem(
                            429, "TOOMANYREQUESTS", "Too many requests. Wait " + wait + " s and go on more slowly.")
                    .with("Retry-After", Long.toString(wait));
        }
    }

    private synchronized boolean taken(String key) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(key, new Bucket(burst, now));
        double seconds = java.time.Duration.between(bucket.at(), now).toNanos() / 1e9;
        double left = Math.min(burst, bucket.left() + seconds * perSecond);
        buckets.put(key, new Bucket(left < 1 ? left : left - 1, now));
        return left >= 1;
    }
}
