package dev.seawall.cli;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.scan.Progress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One line on a terminal's standard error that shows how far the layers are read; silent for the first second and when piped. */
final class ProgressBar implements Progress, AutoCloseable {
    private static final long QUIET_NANOS = 1_000_000_000L;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int WIDTH = 30;

    private final boolean visible;
    private final long started = System.nanoTime();
    private final AtomicLong drawn = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicInteger layersDone = new AtomicInteger();
    private volatile int layers;
    private volatile long total = -1;

    private ProgressBar(boolean visible) {
        this.visible = visible;
    }

    static ProgressBar onTerminal() {
        return new ProgressBar(Terminal.isInteractive());
    }

    @Override
    public void started(int layerCount, long storedBytes) {
        layers = layerCount;
        total = storedBytes;
    }

    @Override
    public void read(long bytes) {
        long now = System.nanoTime() - started;
        done.addAndGet(bytes);
        long last = drawn.get();
        if (visible && now > QUIET_NANOS && now - last > REDRAW_NANOS && drawn.compareAndSet(last, now)) {
            draw();
        }
    }

    @Override
    public void layerDone(Digest diffId, boolean cached) {
        layersDone.incrementAndGet();
    }

    private void draw() {
        String layerText = layersDone.get() + "/" + layers + " layers";
        long megabytes = done.get() / 1_000_000;
        if (total <= 0) {
            System.err.printf("\r%s, %d MB read ", layerText, megabytes);
            return;
        }
        int filled = (int) Math.min(WIDTH, done.get() * WIDTH / total);
        System.err.printf(
                "\r[%s%s] %s, %d of %d MB ",
                "#".repeat(filled), " ".repeat(WIDTH - filled), layerText, megabytes, total / 1_000_000);
    }

    @Override
    public void close() {
        if (drawn.get() > 0) {
            System.err.print("\r" + " ".repeat(78) + "\r");
        }
    }
}
