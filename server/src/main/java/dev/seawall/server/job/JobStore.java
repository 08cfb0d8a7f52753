package dev.seawall.server.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps jobs; several servers may share them. */
public interface JobStore {
    /** Queues a job. */
    void add(Job job);

    /** Takes the job that waits longest, or whose worker let its lease run out. */
    Optional<Job> take(String owner, Instant now, Instant leasedUntil);

    /** Notes progress and extends the lease; false where the job is no longer this worker's or is to stop. */
    boolean progress(Job job, Instant leasedUntil);

    /** Ends an attempt: a final state, or QUEUED with the time of the next. */
    void release(Job job);

    /** Asks a job to stop; one that waits is stopped at once. False where it has ended. */
    boolean cancel(String id, Instant now);

    /** A job by its id. */
    Optional<Job> byId(String id);

    /** Jobs, newest first; an empty state means all. */
    List<Job> list(String state, Instant before, String beforeId, int limit);

    /** Removes jobs that ended before a time. */
    long prune(Instant before);
}
