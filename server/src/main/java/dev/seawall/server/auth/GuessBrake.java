package dev.seawall.server.auth;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts failures per address and minute; bounded, so that a flood of addresses costs no memory. */
final class GuessBrake {
    private static final int PER_MINUTE = 30;
    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, long[]> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, long[]> eldest) {
            return size() > ADDRESSES;
        }
    };

    GuessBrake(Clock clock) {
        this.clock = clock;
    }

    private long minute() {
        return clock.instant().getEpochSecond() / 60;
    }

    synchronized boolean mayTry(String address) {
        long[] count = failures.get(address);
        return count == null || count[0] != minute() || count[1] < PER_MINUTE;
    }

    synchronized void failed(String address) {
        long now = minute();
        long[] count = failures.computeIfAbsent(address, unused -> new long[] {now, 0});
        if (count[0] != now) {
            count[0] = now;
            count[1] = 0;
        }
        count[1]++;
    }
}
