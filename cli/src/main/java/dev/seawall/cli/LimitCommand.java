package dev.seawall.cli;

import dev.seawall.engine.wire.AgentTask;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall limit}: limits of a running container. */
@Command(
        name = "limit",
        mixinStandardHelpOptions = true,
        description = "Set limits of a running container: processor, memory, processes, disk and network.")
final class LimitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONTAINER", description = "Name or begin of the id of a running container")
    @SuppressWarnings("NullAway.Init")
    private String container;

    @Option(names = "--cpus", paramLabel = "N", description = "Processors, such as 0.5")
    private @Nullable Double cpus;

    @Option(names = "--memory", paramLabel = "SIZE", converter = ByteSizes.class, description = "Memory, such as 256m")
    private @Nullable Long memory;

    @Option(names = "--pids", paramLabel = "N", description = "Processes and threads")
    private @Nullable Long pids;

    @Option(
            names = "--read-bps",
            paramLabel = "SIZE",
            converter = ByteSizes.class,
            description = "Bytes read per second")
    private @Nullable Long readBps;

    @Option(
            names = "--write-bps",
            paramLabel = "SIZE",
            converter = ByteSizes.class,
            description = "Bytes written per second")
    private @Nullable Long writeBps;

    @Option(names = "--egress", paramLabel = "RATE", description = "What it may send, such as 10mbit")
    private @Nullable String egress;

    @Option(names = "--ingress", paramLabel = "RATE", description = "What it may get, such as 10mbit")
    private @Nullable String ingress;

    @Option(names = "--dry-run", description = "Show what would be set")
    private boolean dryRun;

    @Override
    public Integer call() {
        AgentTask.Limit task =
                new AgentTask.Limit(container, cpus, memory, pids, readBps, writeBps, egress, ingress, dryRun);
        return Agents.door().run(task, System.out, System.err);
    }
}
