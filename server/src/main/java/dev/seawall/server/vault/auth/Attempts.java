package dev.seawall.server.vault.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts wrong passwords: after five within a quarter of an hour a name must wait as long. */
final class Attempts {
    private static final int MOST = 5;
    private static final int MOST_NAMES = 100_000;
    private static final Duration SPAN = Duration.ofMinutes(15);

    private final Map<String, Wrong> names = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Wrong(int times, Instant last) {}

    Attempts(Clock clock) {
        this.clock = clock;
    }

    boolean areTooMany(String name) {
        Wrong wrong = names.get(name);
        return wrong != null && wrong.times() >= MOST && wrong.last().plus(SPAN).isAfter(clock.instant());
    }

    void count(String name, boolean right) {
        if (right) {
            names.remove(name);
            return;
        }
        Instant now = clock.instant();
        if (names.size() > MOST_NAMES) {
            names.values().removeIf(wrong -> wrong.last().plus(SPAN).isBefore(now));
        }
        names.compute(
                name,
                (key, before) -> before == null || before.last().plus(SPAN).isBefore(now)
                        ? new Wrong(1, now)
                        : new Wrong(before.times() + 1, now));
    }
}
