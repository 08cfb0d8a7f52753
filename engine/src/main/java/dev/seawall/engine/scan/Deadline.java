package dev.seawall.engine.scan;

import dev.seawall.engine.model.SeawallException;
import java.time.Duration;

/** The moment a scan must have ended. */
record Deadline(String target, Duration timeout, long endNanos) {
    static Deadline in(String target, Duration timeout) {
        return new Deadline(target, timeout, System.nanoTime() + timeout.toNanos());
    }

    /** Nanoseconds left, not below zero. */
    long leftNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }

    /** @throws SeawallException once the time is over */
    void check() {
        if (leftNanos() == 0) {
            throw passed();
        }
    }

    SeawallException passed() {
        return new SeawallException(
                "scan " + target,
                "it took longer than " + timeout.toSeconds() + " seconds",
                "Give it more time with --timeout or leave folders out with --skip-dirs");
    }
}
