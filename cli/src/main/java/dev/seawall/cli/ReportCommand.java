package dev.seawall.cli;

import dev.seawall.engine.check.CheckParameters;
import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.check.KubernetesVersion;
import dev.seawall.engine.compliance.Assessment;
import dev.seawall.engine.compliance.AssessmentReports;
import dev.seawall.engine.compliance.Framework;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.policy.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall report --framework F}: how far every item of a framework is met, with the evidence. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Say of every item of a framework whether it is met, with the evidence.")
final class ReportCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files and folders; docker: host: cluster: registry: are live (default: this folder)")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--framework",
            required = true,
            paramLabel = "NAME",
            description =
                    "cis-docker, cis-kubernetes, pss, pss-baseline, pss-restricted, nsa, nist-800-190 or owasp-docker")
    private String framework = "";

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "table, json, html (prints well) or oscal (default: table)")
    private String format = "table";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file")
    private @Nullable Path output;

    @Option(
            names = "--kubernetes-version",
            paramLabel = "1.N",
            description = "Judge for this version of Kubernetes (default: the newest known)")
    private @Nullable String kubernetesVersion;

    @Mixin
    private final LiveFlags live = new LiveFlags();

    @Mixin
    private final JudgeFlags judging = new JudgeFlags();

    @Override
    public Integer call() {
        Framework chosen = Framework.named(framework)
                .orElseThrow(() -> new SeawallException(
                        "report on --framework " + framework,
                        "there is no such framework",
                        "Use one of " + String.join(", ", Framework.names())));
        if (!AssessmentReports.formats().contains(format)) {
            throw new SeawallException(
                    "report in the format " + format,
                    "there is no such format",
                    "Use one of " + String.join(", ", AssessmentReports.formats()));
        }
        Report report = Judge.judgement(report(), judging.toOptions(null).withFailOnChecks(true), LocalDate.now())
                .report();
        Assessment assessment = Assessment.of(chosen, report);
        write(AssessmentReports.write(assessment, format, Version.number(), time(), Terminal.columns()));
        report.files().forEach(file -> System.err.println("warning: " + file.path() + ": " + file.reason()));
        return assessment.passed() ? 0 : FAILED;
    }

    /** All checks: items pick theirs by control, and under a profile stricter checks would stand in for weaker items. */
    private Report report() {
        LivePaths.Chosen chosen = LivePaths.choose(paths.isEmpty() ? List.of(".") : paths);
        if (chosen.host() && chosen.live().size() == 1 && chosen.files().isEmpty()) {
            return HostAuditCommand.audited();
        }
        CheckRequest request = new CheckRequest(chosen.files(), false, null, minor(), CheckParameters.NONE, List.of());
        Report report = Checker.check(request, LivePaths.read(chosen, live));
        return chosen.host() && report.target().kind() != Target.Kind.HOST
                ? report.joined(HostAuditCommand.audited())
                : report;
    }

    private int minor() {
        try {
            return kubernetesVersion == null ? KubernetesVersion.NEWEST : KubernetesVersion.minor(kubernetesVersion);
        } catch (IllegalArgumentException e) {
            throw new SeawallException(
                    "report with --kubernetes-version", "" + e.getMessage(), "Name one such as 1.35", e);
        }
    }

    /** Now, or what reproducible builds say it is. */
    private static Instant time() {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        return epoch != null && epoch.matches("\\d{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(epoch))
                : Instant.now();
    }

    private void write(byte[] content) {
        Path file = output;
        try {
            if (file == null) {
                System.out.write(content);
                System.out.flush();
            } else {
                Files.write(file, content);
            }
        } catch (IOException e) {
            throw new SeawallException(
                    "write the report to " + file, "" + e.getMessage(), "Choose a place that can be written", e);
        }
    }
}
