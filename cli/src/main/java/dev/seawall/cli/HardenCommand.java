package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.harden.HardenPlan;
import dev.seawall.engine.harden.Hardening;
import dev.seawall.engine.harden.Removal;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code seawall harden IMAGE|DIR}: what can go, a Dockerfile without it, or the slimmer image itself. */
@Command(
        name = "harden",
        mixinStandardHelpOptions = true,
        description = "Say what an image can do without, and write a slimmer one; the original is never changed.")
final class HardenCommand implements Callable<Integer> {
    private static final int SHOWN = 40;

    @Parameters(paramLabel = "IMAGE|DIR", description = "As for scan")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a multi-stage Dockerfile that leaves out what can go")
    private @Nullable Path output;

    @Option(names = "--apply", paramLabel = "DIR", description = "Write the slimmer image as an OCI layout, tag slim")
    private @Nullable Path apply;

    @Option(names = "--keep", paramLabel = "PATH", description = "Absolute path that must stay; may be repeated")
    private List<String> keep = new ArrayList<>();

    @Option(
            names = "--run",
            split = " ",
            paramLabel = "WORDS",
            description = "What a container runs (default: entrypoint and command of the image)")
    private List<String> command = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "Form of the plan (default: table)")
    private String format = "table";

    @Mixin
    private final AdvisoryFlags advisories = new AdvisoryFlags();

    @Mixin
    private final SourceFlags source = new SourceFlags();

    @Mixin
    private final ReadingFlags reading = new ReadingFlags();

    @Override
    public Integer call() {
        SeawallHome home = source.home();
        ScanOptions options = reading.toOptions(EnumSet.of(ScanOptions.Kind.VULN), home);
        ScanRequest request = new ScanRequest(
                target, options, source.toOptions(), new MatchOptions(false, false, List.of()), LocalDate.now());
        Hardening.Outcome outcome = new Hardening(request, command, keep, findings(request, home)).run(apply);
        write(outcome);
        return 0;
    }

    private List<Finding> findings(ScanRequest request, SeawallHome home) {
        try (ProgressBar progress = ProgressBar.onTerminal();
                AdvisoryFlags.Opened opened = advisories.opened(home, source)) {
            return new Scanner(opened, progress)
                    .scan(request).findings().stream()
                            .filter(finding -> finding.status() == FindingStatus.OPEN)
                            .toList();
        }
    }

    private void write(Hardening.Outcome outcome) {
        if (output != null) {
            if (outcome.dockerfile().isEmpty()) {
                throw new SeawallException(
                        "write a Dockerfile for " + target, "it is a directory, not an image", "Use --apply DIR");
            }
            try {
                Files.writeString(output, outcome.dockerfile());
            } catch (IOException e) {
                throw new SeawallException("write " + output, "" + e.getMessage(), "Check the path", e);
            }
        }
        System.out.println(format.equals("json") ? json(outcome.plan()) : table(outcome.plan()));
    }

    private String json(HardenPlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 1).put("target", target);
        json.put("bytesBefore", plan.bytesBefore()).put("bytesAfter", plan.bytesAfter());
        json.put("findingsBefore", plan.findingsBefore()).put("findingsAfter", plan.findingsAfter());
        for (Removal removal : plan.removals()) {
            json.withArray("removals")
                    .addObject()
                    .put("kind", removal.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .put("name", removal.name())
                    .put("files", removal.files())
                    .put("bytes", removal.bytes())
                    .put("findings", removal.findings());
        }
        plan.setId().forEach(json.putArray("setIdRemoved")::add);
        plan.keptPackages().forEach(json.putArray("keptPackages")::add);
        return new String(
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json), StandardCharsets.UTF_8);
    }

    private String table(HardenPlan plan) {
        StringBuilder out = new StringBuilder();
        out.append("%10s  %8s  %s%n".formatted("MiB", "findings", "what can go"));
        plan.removals().stream()
                .limit(SHOWN)
                .forEach(removal -> out.append("%10.1f  %8d  %s (%s)%n"
                        .formatted(
                                mebibytes(removal.bytes()),
                                removal.findings(),
                                removal.name(),
                                removal.kind().words())));
        int more = plan.removals().size() - SHOWN;
        if (more > 0) {
            out.append("%10s  %8s  and %d more (--format json names them)%n".formatted("", "", more));
        }
        plan.setId().forEach(path -> out.append("setuid and setgid bits go from /")
                .append(path)
                .append('\n'));
        return out.append("%nSize %.1f -> %.1f MiB, findings %d -> %d"
                        .formatted(
                                mebibytes(plan.bytesBefore()),
                                mebibytes(plan.bytesAfter()),
                                plan.findingsBefore(),
                                plan.findingsAfter()))
                .toString();
    }

    private static double mebibytes(long bytes) {
        return bytes / 1048576.0;
    }
}
