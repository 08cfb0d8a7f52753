package dev.seawall.cli;

import dev.seawall.engine.wire.AgentTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall profile}: what a container does, and the profiles that allow just that. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Watch a container and write seccomp, capability, network and limit profiles of what it does.")
final class ProfileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONTAINER", description = "Name or begin of the id of a running container")
    @SuppressWarnings("NullAway.Init")
    private String container;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "30s",
            description = "How long to watch (default: 30s)")
    private Duration duration = Duration.ofSeconds(30);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write the profiles to this folder")
    private @Nullable Path output;

    @Option(names = "--prove", description = "Run the container again under its profile; exit 1 where that fails")
    private boolean prove;

    @Override
    public Integer call() {
        return Agents.door().run(new AgentTask.Profile(container, duration, output, prove), System.out, System.err);
    }
}
