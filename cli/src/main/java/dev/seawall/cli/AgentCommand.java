package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.AgentTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seawall agent}: tells a server what this host is and runs. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Tell a server what this host is and runs; enrols the first time.")
final class AgentCommand implements Callable<Integer> {
    @Option(names = "--home", paramLabel = "DIR", description = "Folder of the agent's state")
    private @Nullable Path home;

    @Option(names = "--server", paramLabel = "URL", description = "https://HOST:PORT; needed to enrol")
    private @Nullable String server;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File that holds the enrolment token")
    private @Nullable Path tokenFile;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Enrolment token, good once; others on this host may see it among the processes")
    private @Nullable String token;

    @Option(names = "--once", description = "Tell it once and stop")
    private boolean once;

    @Override
    public Integer call() {
        Path folder = home == null ? SeawallHome.resolve().data().resolve("agent") : home.toAbsolutePath();
        return Agents.door()
                .run(new AgentTask.Link(folder, server, secret(), Version.number(), once), System.out, System.err);
    }

    private @Nullable String secret() {
        if (tokenFile == null) {
            return token;
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new SeawallException("read the token", tokenFile + " cannot be read", "Name a readable file", e);
        }
    }
}
