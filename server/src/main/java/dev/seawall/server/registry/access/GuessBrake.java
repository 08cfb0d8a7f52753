package dev.seawall.server.registry.access;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down guessing of secrets: so many failures per minute, by address and by name. Bounded in memory. */
final class GuessBrake {
    private static final int PER_MINUTE = 30;
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Count> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Count(long minute, int failures) {}

    GuessBrake(Clock clock) {
        this.clock = clock;
    }

    private long minute() {
        return clock.instant().getEpochSecond() / 60;
    }

    synchronized boolean mayTry(String key) {
        Count count = failures.get(key);
        return count == null || count.minute() != minute() || count.failures() < PER_MINUTE;
    }

    synchronized void failed(String key) {
        Count count = failures.get(key);
        boolean same = count != null && count.minute() == minute();
        failures.put(key, new Count(minute(), same && count != null ? count.failures() + 1 : 1));
    }
}
