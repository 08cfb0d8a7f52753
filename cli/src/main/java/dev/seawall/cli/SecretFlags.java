package dev.seawall.cli;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.secret.SecretBaseline;
import dev.seawall.engine.detect.secret.SecretConfig;
import dev.seawall.engine.detect.secret.SecretDetector;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.scan.ScanOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which secrets count. */
final class SecretFlags {
    @Option(
            names = "--secret-config",
            paramLabel = "FILE",
            description = "Rules and allowances of your own: a trivy-secret.yaml or a .gitleaks.toml")
    @Nullable
    Path config;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Earlier report (of Seawall or gitleaks, JSON) whose secrets are known and do not count")
    @Nullable
    Path baseline;

    /** The reading with the rules that were asked for. */
    ScanOptions apply(ScanOptions options) {
        if (config == null || !options.has(ScanOptions.Kind.SECRET)) {
            return options;
        }
        SecretDetector own = SecretDetector.of(SecretConfig.read(config));
        List<Detector> detectors = new ArrayList<>();
        for (Detector detector : options.detectors()) {
            detectors.add(detector instanceof SecretDetector ? own : detector);
        }
        return options.withPlugins(options.ecosystems(), detectors);
    }

    /** The report with known secrets suppressed. */
    Report withoutKnown(Report report) {
        return baseline == null ? report : SecretBaseline.read(baseline).apply(report);
    }
}
