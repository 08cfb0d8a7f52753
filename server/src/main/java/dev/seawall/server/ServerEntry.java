package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ServerDoor;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.engine.wire.ServerTask;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** How the command line starts the server; named in {@code META-INF/services}. */
public final class ServerEntry implements ServerDoor {
    @Override
    public int run(ServerOptions options, PrintStream out) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread signal = new Thread(() -> awaitStop(stop, stopped), "stop");
        Server server = Server.start(options, out, Clock.systemUTC());
        try {
            Runtime.getRuntime().addShutdownHook(signal);
            stop.await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(signal);
        } finally {
            server.close();
            stopped.countDown();
        }
        return 0;
    }

    /** On SIGTERM or SIGINT: lets the server stop in peace, then ends the process as one that did what it was asked. */
    private static void awaitStop(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    @Override
    public int maintain(ServerTask task, ServerOptions options, PrintStream out) {
        return switch (task) {
            case ServerTask.Train() -> Training.run(options, out);
            case ServerTask.Migrate(), ServerTask.VerifyAudit(), ServerTask.FirstLink() -> missing();
            case ServerTask.Backup(Path file) -> missing();
            case ServerTask.Restore(Path file) -> missing();
        };
    }

    private static int missing() {
        throw new SeawallException("do the upkeep", "this build has no store yet", "Wait for the next one");
    }
}
