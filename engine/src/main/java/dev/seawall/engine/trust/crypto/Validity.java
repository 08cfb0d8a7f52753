package dev.seawall.engine.trust.crypto;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period of time, both ends belonging to it.
 *
 * @param end null where it is open
 */
public record Validity(Instant start, @Nullable Instant end) {
    /** True where the time lies in it. */
    public boolean contains(Instant time) {
        return !time.isBefore(start) && (end == null || !time.isAfter(end));
    }

    @Override
    public String toString() {
        return start + " to " + (end == null ? "open" : end);
    }
}
