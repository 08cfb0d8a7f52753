package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall scan TARGET}: what is wrong with an image, a directory or what an SBOM lists. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Find what is wrong with an image, a directory or an SBOM.")
final class ScanCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TARGET",
            description =
                    "Image reference, docker-archive or OCI tar, OCI layout, directory, root file system or SBOM file;"
                            + " docker: podman: containerd: registry: archive: oci: dir: sbom: force the source")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = "--scanners",
            split = ",",
            paramLabel = "LIST",
            description =
                    "vuln, secret, malware, config, license, trust; none lists packages only (default: vuln,secret,malware,config)")
    private List<String> scanners = new ArrayList<>(List.of("vuln", "secret", "malware", "config"));

    @Option(names = "--include-dev", description = "Count findings in development packages too")
    private boolean includeDev;

    @Option(
            names = "--detection-priority",
            paramLabel = "precise|comprehensive",
            defaultValue = "precise",
            description =
                    "precise folds findings in packages that a distribution package owns; comprehensive counts them")
    private String priority = "precise";

    @Option(
            names = "--severity-source",
            split = ",",
            paramLabel = "LIST",
            description = "whose ratings to prefer, best first: nvd, ghsa, debian, redhat, ...")
    private List<String> severitySources = new ArrayList<>();

    @Option(
            names = "--explain",
            paramLabel = "ID",
            description = "Say everything about one finding instead of writing the report")
    private @Nullable String explain;

    @Mixin
    private final AdvisoryFlags advisories = new AdvisoryFlags();

    @Mixin
    private final SourceFlags source = new SourceFlags();

    @Mixin
    private final ReadingFlags reading = new ReadingFlags();

    @Mixin
    private final MalwareFlags malware = new MalwareFlags();

    @Mixin
    private final SecretFlags secrets = new SecretFlags();

    @Mixin
    private final BaseFlags base = new BaseFlags();

    @Mixin
    private final LicenseFlags licenses = new LicenseFlags();

    @Mixin
    private final TrustFlags trust = new TrustFlags();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final JudgeFlags judging = new JudgeFlags();

    @Override
    public Integer call() {
        output.requireKnown();
        JudgeOptions judge = judging.toOptions(besideTarget());
        SeawallHome home = source.home();
        Report report = JudgeFlags.judged(secrets.withoutKnown(scan(home)), judge);
        if (explain == null) {
            output.write(report);
        } else {
            output.explain(report, explain);
        }
        return JudgeFlags.exitCode(report);
    }

    private Report scan(SeawallHome home) {
        ScanOptions options = secrets.apply(malware.apply(reading.toOptions(kinds(), home)));
        MatchOptions matching = new MatchOptions(includeDev, comprehensive(), severitySources);
        ScanRequest request = new ScanRequest(target, options, source.toOptions(), matching, LocalDate.now())
                .withBase(base.toOptions(home))
                .withLicenses(licenses.toPolicy());
        try (ProgressBar progress = ProgressBar.onTerminal();
                AdvisoryFlags.Opened opened = advisories.opened(home, source)) {
            return new Scanner(opened, progress)
                    .trusting(trust.toFindings(home, source))
                    .scan(request);
        }
    }

    private boolean comprehensive() {
        return switch (priority) {
            case "precise" -> false;
            case "comprehensive" -> true;
            default ->
                throw new SeawallException(
                        "scan with --detection-priority " + priority,
                        "there is no such priority",
                        "Use precise or comprehensive");
        };
    }

    private Set<ScanOptions.Kind> kinds() {
        Set<ScanOptions.Kind> kinds = EnumSet.noneOf(ScanOptions.Kind.class);
        for (String word : scanners) {
            if (!word.equals("none")) {
                kinds.add(ScanOptions.Kind.find(word.strip()).orElseThrow(() -> unknownScanner(word)));
            }
        }
        return kinds;
    }

    private static SeawallException unknownScanner(String word) {
        return new SeawallException(
                "scan for '" + word + "'",
                "there is no such scanner",
                "Use vuln, secret, malware, config, license, trust or none");
    }

    /** The folder where ignore files may lie beside the target, or null where the target is no path. */
    private @Nullable Path besideTarget() {
        Path path = Path.of(target.replaceFirst("^(dir|archive|oci|sbom):", ""));
        if (Files.isDirectory(path)) {
            return path;
        }
        return Files.isRegularFile(path) ? path.toAbsolutePath().getParent() : null;
    }
}
