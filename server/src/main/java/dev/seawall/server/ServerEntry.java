package dev.seawall.server;

import dev.seawall.engine.wire.ServerDoor;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.engine.wire.ServerTask;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
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
        Clock clock = Clock.systemUTC();
        return switch (task) {
            case ServerTask.Train() -> Training.run(options, out);
            case ServerTask.Migrate() -> new Upkeep(options, clock, out).migrate();
            case ServerTask.VerifyAudit() -> new Upkeep(options, clock, out).verifyAudit();
            case ServerTask.FirstLink() -> new Upkeep(options, clock, out).firstLink();
            case ServerTask.Backup(Path file) -> new Upkeep(options, clock, out).backup(file);
            case ServerTask.AskLogs(String question, Map<String, String> parameters) ->
                new LogUpkeep(options, clock, out).ask(question, parameters);
            case ServerTask.Restore(Path file) -> new Upkeep(options, clock, out).restore(file);
        };
    }
}
