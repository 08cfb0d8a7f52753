package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.AgentTask;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seawall watch}: what processes of this host do, judged by rules. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Watch what containers and this host do, and tell what rules find.")
final class WatchCommand implements Callable<Integer> {
    @Option(
            names = {"--rules", "-r"},
            paramLabel = "FILE",
            arity = "1..*",
            description = "Rule files in order, Falco's or Sigma's (default: Seawall's own rules)")
    private List<Path> rules = List.of();

    @Option(names = "--own", description = "Use Seawall's own rules too where --rules names others")
    private boolean own;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json (one object per line) or table (one line per alert) (default: json)")
    private String format = "json";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file")
    private @Nullable Path output;

    @Option(names = "--duration", paramLabel = "DURATION", description = "How long; default: until stopped")
    private @Nullable String duration;

    @Option(
            names = "--priority",
            paramLabel = "LEVEL",
            defaultValue = "debug",
            description = "Least urgent priority to tell (default: debug)")
    private String priority = "debug";

    @Option(names = "--first", description = "An event fires the first rule that fits, not all of them")
    private boolean first;

    @Option(names = "--disable", paramLabel = "RULE", description = "Switch a rule off, or a tag with tag:NAME")
    private List<String> disabled = List.of();

    @Option(
            names = "--response",
            paramLabel = "FILE",
            description = "Which rules act, and how; see docs/guide/runtime.md")
    private @Nullable Path response;

    @Option(names = "--dry-run", description = "Tell responses without doing them")
    private boolean dryRun;

    @Option(names = "--record", paramLabel = "FILE", description = "Write the events behind alerts, for rules tune")
    private @Nullable Path record;

    @Option(
            names = "--incidents",
            description = "Tell incidents, which fold alerts of one process tree, at the end of each")
    private boolean incidents;

    @Override
    public Integer call() throws IOException {
        if (!format.equals("json") && !format.equals("table")) {
            throw new SeawallException("watch", "there is no format " + format, "Use json or table");
        }
        AgentTask.Watch task = new AgentTask.Watch(
                rules,
                own || rules.isEmpty(),
                format.equals("json"),
                duration(),
                priority,
                first,
                disabled,
                response,
                dryRun,
                record,
                incidents);
        if (output == null) {
            return Agents.door().run(task, System.out, System.err);
        }
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(output)), false, StandardCharsets.UTF_8)) {
            return Agents.door().run(task, out, System.err);
        }
    }

    private @Nullable Duration duration() {
        return duration == null ? null : new Durations().convert(duration);
    }
}
