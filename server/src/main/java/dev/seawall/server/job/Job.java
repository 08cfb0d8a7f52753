package dev.seawall.server.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work in the background.
 *
 * @param kind which worker does it
 * @param input for the worker, JSON
 * @param attempts how often it was begun
 * @param done steps done, of {@code total}; total 0 where not known
 * @param checkpoint where to go on after a crash; the worker's own text
 * @param message of the last failure, or what it is doing
 * @param cancel whether somebody asked it to stop
 * @param owner the worker that has it; empty where none
 * @param leasedUntil after this another worker may take it
 */
public record Job(
        String id,
        String kind,
        String input,
        State state,
        long attempts,
        long done,
        long total,
        String checkpoint,
        String message,
        boolean cancel,
        String owner,
        Instant createdAt,
        Instant readyAt,
        Instant leasedUntil,
        @Nullable Instant endedAt) {
    /** Where a job is in its life. */
    public enum State {
        /** Waits for a worker, or for the time of its next attempt. */
        QUEUED,
        /** A worker has it. */
        RUNNING,
        /** Done. */
        DONE,
        /** Tried as often as it may be. */
        FAILED,
        /** Stopped because somebody asked for it. */
        CANCELLED;

        /** Whether nothing more will happen. */
        public boolean isEnd() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }
}
