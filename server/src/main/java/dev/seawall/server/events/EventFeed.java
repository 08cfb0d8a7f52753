package dev.seawall.server.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands the outbox to those who watch, as server-sent events. A watcher that was away goes on behind the last number it
 * saw. Watchers are woken by writes of this process and look by themselves once a second for those of others.
 */
public final class EventFeed {
    private static final int WATCHERS = 200;
    private static final int PAGE = 200;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int QUIET_LOOKS = 15;

    private final EventStore store;
    private final Semaphore places = new Semaphore(WATCHERS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private volatile boolean closed;

    /** Reads from a store. */
    public EventFeed(EventStore store) {
        this.store = store;
    }

    /** Wakes watchers. */
    public void wake() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every watcher's stream. */
    public void close() {
        closed = true;
        wake();
    }

    /** Takes one of the places for watchers; false where all are taken. */
    public boolean enter() {
        return places.tryAcquire();
    }

    /**
     * Writes events until the client goes or the feed closes; gives the place of {@link #enter} back.
     *
     * @param after the last number the client saw; negative to begin with what comes next
     */
    public void follow(long after, OutputStream out) throws IOException {
        try {
            long last = after < 0 ? store.last() : after;
            write(out, "retry: 2000\n\n");
            int quiet = 0;
            while (!closed) {
                List<Event> events = store.after(last, PAGE);
                for (Event event : events) {
                    write(
                            out,
                            "id: " + event.number() + "\nevent: " + event.topic() + "\ndata: " + event.content()
                                    + "\n\n");
                    last = event.number();
                }
                quiet = events.isEmpty() ? quiet + 1 : 0;
                if (quiet >= QUIET_LOOKS) {
                    write(out, ": still here\n\n");
                    quiet = 0;
                }
                if (events.isEmpty()) {
                    await();
                }
            }
        } finally {
            places.release();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void await() throws IOException {
        lock.lock();
        try {
            if (!news.await(LOOK.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS) && closed) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
