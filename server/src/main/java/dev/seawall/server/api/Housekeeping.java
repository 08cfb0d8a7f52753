package dev.seawall.server.api;

import dev.seawall.server.events.EventFeed;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What happens by the clock: certificates renewed, exceptions ended, the end of the audit log noted. */
final class Housekeeping {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private final ScheduledExecutorService timer;

    private Housekeeping(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    static Housekeeping start(ServerContext context, EventFeed feed) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("housekeeping").daemon().factory());
        timer.scheduleWithFixedDelay(() -> once(context, feed), EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return new Housekeeping(timer);
    }

    private static void once(ServerContext context, EventFeed feed) {
        try {
            context.tls().renew();
            context.stores().policies().apply(context.clock().instant());
            context.audit().anchor();
            feed.wake();
        } catch (StoreException | IOException e) {
            System.getLogger(Housekeeping.class.getName())
                    .log(System.Logger.Level.WARNING, "left for the next time: " + e.getMessage());
        }
    }

    void close() {
        timer.shutdownNow();
    }
}
