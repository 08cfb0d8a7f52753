package dev.seawall.server.vault.token;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls back when times come. One thread; the names of what is due are given in the order of their times. */
public final class Expiry implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final Consumer<String> onDue;
    private @Nullable Thread thread;

    private record Due(long atMillis, String name) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    /** Calls this with each name that is due. */
    public Expiry(Consumer<String> onDue) {
        this.onDue = onDue;
    }

    /** Starts to call back. */
    public void start() {
        lock.lock();
        try {
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("vault-expiry").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Remembers a name until a time, in seconds since 1970. */
    public void at(long seconds, String name) {
        lock.lock();
        try {
            queue.add(new Due(Math.multiplyExact(seconds, 1000L), name));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                for (String name : takeDue()) {
                    onDue.accept(name);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> takeDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() || queue.peek().atMillis() > System.currentTimeMillis()) {
                long wait = queue.isEmpty() ? 60_000 : queue.peek().atMillis() - System.currentTimeMillis();
                changed.awaitNanos(Math.clamp(wait, 1, 60_000) * 1_000_000L);
            }
            Set<String> due = new HashSet<>();
            while (!queue.isEmpty() && queue.peek().atMillis() <= System.currentTimeMillis()) {
                due.add(queue.remove().name());
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything and stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            queue.clear();
            if (thread != null) {
                thread.interrupt();
                thread = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
