package dev.seawall.engine.scan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/** The threads that all layers of one scan share for detectors, and the bound on bytes they hold. */
final class Workers implements AutoCloseable {
    private static final int BYTES_IN_FLIGHT = 32 << 20;
    private static final int SMALLEST = 4096;

    private final Semaphore room = new Semaphore(BYTES_IN_FLIGHT);
    private final ExecutorService threads;
    private final boolean single;

    Workers(int count) {
        single = count == 1;
        threads = Executors.newFixedThreadPool(count, daemons("seawall-detect"));
    }

    static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }

    /** Runs work that holds that many bytes; waits where too many are held already. */
    Future<?> submit(int bytes, Runnable work) {
        if (single) {
            work.run();
            return CompletableFuture.completedFuture(null);
        }
        int held = Math.clamp(bytes, SMALLEST, BYTES_IN_FLIGHT);
        room.acquireUninterruptibly(held);
        return threads.submit(() -> {
            try {
                work.run();
            } finally {
                room.release(held);
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
