package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.config.ServerConfig;
import dev.seawall.server.disk.HomeLock;
import dev.seawall.server.logs.LogQuestions;
import dev.seawall.server.logs.LogStore;
import dev.seawall.server.logs.LogsModule;
import dev.seawall.server.store.lucene.LuceneLineIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;

/** Reads the logs of a home from the command line, while no server works in it. */
final class LogUpkeep {
    private final ServerConfig config;
    private final Clock clock;
    private final PrintStream out;

    LogUpkeep(ServerOptions options, Clock clock, PrintStream out) {
        this.config = ServerConfig.load(options, Modules.names());
        this.clock = clock;
        this.out = out;
    }

    /** Prints the answer to one question. */
    int ask(String question, Map<String, String> parameters) {
        if (!Files.isDirectory(config.home().resolve("logs"))) {
            throw new SeawallException(
                    "read the logs of " + config.home(),
                    "there are none",
                    "Name the --home of a server that has logs, or a --server");
        }
        LogsModule logs = new LogsModule(LuceneLineIndex::open);
        try (HomeLock _ = HomeLock.take(config.home());
                LogStore store = logs.store(config.home(), config.file().section("logs"), clock)) {
            out.println(new LogQuestions(store, clock).answer(question, parameters));
            return 0;
        } catch (IOException e) {
            throw new SeawallException(
                    "read the logs of " + config.home(), "" + e.getMessage(), "Check the disk and the rights", e);
        }
    }
}
