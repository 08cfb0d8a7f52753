package dev.seawall.server.job;

import dev.seawall.server.auth.Secrets;
import dev.seawall.server.job.Job.State;
import dev.seawall.server.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs one at a time and does them. A job belongs to its worker for a minute after each sign of progress; a worker
 * that dies loses it to the next, which goes on at the checkpoint. What fails is tried again after 10 seconds and then
 * after twice as long each time, five times in all.
 */
public final class JobRunner {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;
    private static final int LONGEST_MESSAGE = 500;

    private final JobStore store;
    private final Map<String, Worker> workers;
    private final Clock clock;
    private final String owner = Secrets.id();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** Knows its workers; does nothing before {@link #start}. */
    public JobRunner(JobStore store, List<Worker> workers, Clock clock) {
        this.store = store;
        this.workers = workers.stream().collect(Collectors.toUnmodifiableMap(Worker::kind, Function.identity()));
        this.clock = clock;
    }

    /** Queues a job and wakes the runner. */
    public Job queue(String kind, String input) {
        Instant now = clock.instant();
        Job job = new Job(
                Secrets.id(), kind, input, State.QUEUED, 0, 0, 0, "", "", false, "", now, now, Instant.EPOCH, null);
        store.add(job);
        wake();
        return job;
    }

    /** Whether there is a worker of this kind. */
    public boolean knows(String kind) {
        return workers.containsKey(kind);
    }

    /** Begins to take jobs. */
    public void start() {
        thread = Thread.ofPlatform().name("jobs").daemon().start(this::loop);
    }

    private void wake() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        while (!closed) {
            try {
                if (!runNext()) {
                    await();
                }
            } catch (StoreException e) {
                await();
            }
        }
    }

    private void await() {
        lock.lock();
        try {
            if (!closed && !news.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Does the next job, if one waits; false where none does. */
    public boolean runNext() {
        Instant now = clock.instant();
        Optional<Job> taken = store.take(owner, now, now.plus(LEASE));
        taken.ifPresent(this::run);
        return taken.isPresent();
    }

    private void run(Job job) {
        Current current = new Current(job);
        Worker worker = workers.get(job.kind());
        if (worker == null) {
            current.end(State.FAILED, "this server has no worker of the kind " + job.kind());
            return;
        }
        if (job.cancel()) {
            current.end(State.CANCELLED, "");
            return;
        }
        try {
            worker.run(job, current);
            current.end(State.DONE, "");
        } catch (Worker.StoppedException e) {
            current.end(State.CANCELLED, "");
        } catch (Exception e) {
            current.failed(e);
        }
    }

    private final class Current implements Worker.Progress {
        private Job job;

        Current(Job job) {
            this.job = job;
        }

        @Override
        public void at(long done, long total, String checkpoint, String message) throws Worker.StoppedException {
            job = changed(State.RUNNING, done, total, checkpoint, message, job.readyAt(), null);
            if (closed || !store.progress(job, clock.instant().plus(LEASE))) {
                throw new Worker.StoppedException();
            }
        }

        private Job changed(
                State state,
                long done,
                long total,
                String checkpoint,
                String message,
                Instant readyAt,
                @Nullable Instant endedAt) {
            return new Job(
                    job.id(),
                    job.kind(),
                    job.input(),
                    state,
                    job.attempts(),
                    done,
                    total,
                    checkpoint,
                    message,
                    job.cancel(),
                    owner,
                    job.createdAt(),
                    readyAt,
                    job.leasedUntil(),
                    endedAt);
        }

        void end(State state, String message) {
            // a server that stops gives the job back as it is
            boolean stopping = closed && state == State.CANCELLED;
            Instant now = clock.instant();
            State kept = stopping ? State.QUEUED : state;
            store.release(
                    changed(kept, job.done(), job.total(), job.checkpoint(), message, now, stopping ? null : now));
        }

        void failed(Exception e) {
            String text = e.getMessage() == null ? e.toString() : e.getMessage();
            String message = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
            if (job.attempts() >= ATTEMPTS) {
                end(State.FAILED, message);
                return;
            }
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (job.attempts() - 1));
            store.release(changed(
                    State.QUEUED,
                    job.done(),
                    job.total(),
                    job.checkpoint(),
                    message,
                    clock.instant().plus(pause),
                    null));
        }
    }

    /** Stops taking jobs; the one at work is given back at its next sign of progress. */
    public void close() {
        closed = true;
        wake();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
