package dev.seawall.cli;

import dev.seawall.engine.check.Check;
import dev.seawall.engine.check.CheckParameters;
import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.check.Checks;
import dev.seawall.engine.check.Fixer;
import dev.seawall.engine.check.KubernetesVersion;
import dev.seawall.engine.check.Profile;
import dev.seawall.engine.check.Repair;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall check PATH...}: what is wrong with configuration, and with {@code --fix} its repair. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Find and repair what is wrong with configuration: Dockerfile, Compose, Kubernetes, daemons.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files and folders, several are one run; docker: host: cluster: registry: are live")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--separate", description = "Judge every path alone")
    private boolean separate;

    @Option(names = "--list", description = "List the checks instead of running them")
    private boolean list;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Only the checks of pss, pss-baseline, pss-restricted, cis-docker, cis-kubernetes, nsa, nist-800-190 or owasp-docker")
    private @Nullable String profile;

    @Option(
            names = "--kubernetes-version",
            paramLabel = "1.N",
            description = "Judge for this version of Kubernetes (default: the newest known)")
    private @Nullable String kubernetesVersion;

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "YAML {check id or alias: {parameter: value}}, or a Gatekeeper constraint")
    private @Nullable Path parameters;

    @Option(names = "--checks", paramLabel = "DIR", description = "Your own check files, added to the built-in ones")
    private @Nullable Path ownChecks;

    @Option(
            names = "--fix",
            arity = "0..1",
            fallbackValue = "diff",
            paramLabel = "diff|write",
            description = "Show the repair as a diff, or write it")
    private @Nullable String fix;

    @Mixin
    private final LiveFlags live = new LiveFlags();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final JudgeFlags judging = new JudgeFlags();

    @Override
    public Integer call() {
        output.requireKnown();
        List<Check> own = ownChecks == null ? List.of() : Checks.folder(ownChecks);
        CheckRequest request = new CheckRequest(paths, separate, chosenProfile(), minor(), chosenParameters(), own);
        if (list) {
            output.write(Checker.list(request));
            return 0;
        }
        LivePaths.Chosen chosen = LivePaths.choose(paths);
        if (fix != null) {
            return repaired(FixOutput.parse(fix), request.withPaths(chosen.files()));
        }
        Report report =
                chosen.host() && chosen.live().size() == 1 && chosen.files().isEmpty()
                        ? HostAuditCommand.audited()
                        : Checker.check(request.withPaths(chosen.files()), LivePaths.read(chosen, live));
        return written(
                chosen.host() && report.target().kind() != Target.Kind.HOST
                        ? report.joined(HostAuditCommand.audited())
                        : report);
    }

    /** With diff only the diff is printed; with write the report says what is left after the repair. */
    private int repaired(FixOutput wish, CheckRequest request) {
        Repair repair = Fixer.repair(request);
        if (wish == FixOutput.WRITE) {
            repair.write();
            wish.say(repair);
            return written(repair.after());
        }
        wish.say(repair);
        System.out.print(repair.diff());
        Report judged = judged(repair.before());
        requireRead(judged);
        return JudgeFlags.exitCode(judged);
    }

    private Report judged(Report report) {
        return JudgeFlags.judged(report, judging.toOptions(besidePaths()).withFailOnChecks(true));
    }

    private int written(Report report) {
        Report judged = judged(report);
        output.write(isJudged(judged) ? judged : unread(judged));
        requireRead(judged);
        return JudgeFlags.exitCode(judged);
    }

    /** Nothing read is no pass: the report says so too, not only the exit code. */
    private static Report unread(Report report) {
        List<String> reasons = report.files().stream()
                .map(file -> file.path() + " is " + file.status().label())
                .distinct()
                .toList();
        return report.judged(
                report.findings(), new Verdict(false, report.verdict().policy(), reasons));
    }

    private static boolean isJudged(Report report) {
        return report.files().isEmpty()
                || report.checks().stream().anyMatch(c -> switch (c.outcome()) {
                    case PASS, FAIL, INCONCLUSIVE, MANUAL -> true;
                    case NOT_APPLICABLE -> false;
                });
    }

    /** Where nothing could be read at all, the answer is neither pass nor fail. */
    private static void requireRead(Report report) {
        if (!isJudged(report)) {
            var first = report.files().getFirst();
            throw new SeawallException(
                    "check " + first.path(),
                    "it is " + first.status().label() + ": " + first.reason(),
                    "Mend or leave out what cannot be read");
        }
    }

    private @Nullable Profile chosenProfile() {
        String name = profile;
        return name == null
                ? null
                : Profile.parse(name)
                        .orElseThrow(() -> new SeawallException(
                                "check with --profile " + name,
                                "there is no such profile",
                                "Use one of " + String.join(", ", Profile.labels())));
    }

    private int minor() {
        try {
            return kubernetesVersion == null ? KubernetesVersion.NEWEST : KubernetesVersion.minor(kubernetesVersion);
        } catch (IllegalArgumentException e) {
            throw new SeawallException(
                    "check with --kubernetes-version", "" + e.getMessage(), "Name one such as 1.35", e);
        }
    }

    private CheckParameters chosenParameters() {
        if (parameters == null) {
            return CheckParameters.NONE;
        }
        try {
            return CheckParameters.parse(parameters.toString(), Files.readAllBytes(parameters));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the parameters " + parameters, "it is not readable: " + e, "Name a readable file", e);
        }
    }

    /** The folder where ignore files may lie: the first path, or the folder it is in. */
    private @Nullable Path besidePaths() {
        Path first = Path.of(paths.getFirst());
        return Files.isDirectory(first) ? first : first.toAbsolutePath().getParent();
    }
}
