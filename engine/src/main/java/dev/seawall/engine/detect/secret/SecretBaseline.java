package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Secrets that an earlier report already named: a report of Seawall, by fingerprint, or one of gitleaks, by rule, file
 * and line. They stay in the report, suppressed.
 */
public final class SecretBaseline {
    private final String name;
    private final Set<String> known;

    private SecretBaseline(String name, Set<String> known) {
        this.name = name;
        this.known = known;
    }

    /**
     * Reads a report.
     *
     * @throws SeawallException where it is neither kind of report
     */
    public static SecretBaseline read(Path file) {
        try {
            JsonNode root = Json.parse(Files.readAllBytes(file));
            Set<String> known = new HashSet<>();
            if (root.isArray()) {
                root.forEach(finding -> known.add(place(
                        finding.path("RuleID").asString(""),
                        finding.path("File").asString(""),
                        finding.path("StartLine").asInt(0))));
            } else if (root.path("findings").isArray()) {
                root.path("findings")
                        .forEach(
                                finding -> known.add(finding.path("fingerprint").asString("")));
            } else {
                throw new IOException("it holds no findings");
            }
            return new SecretBaseline(file.getFileName().toString(), known);
        } catch (IOException e) {
            throw new SeawallException(
                    "read the baseline " + file,
                    "" + e.getMessage(),
                    "Give a JSON report of seawall scan or of gitleaks",
                    e);
        }
    }

    /** The report with the secrets of this baseline suppressed. */
    public Report apply(Report report) {
        List<Finding> findings = report.findings().stream()
                .map(finding -> isKnown(finding)
                        ? finding.withStatus(FindingStatus.SUPPRESSED, "known from the baseline " + name)
                        : finding)
                .toList();
        return new Report(
                report.database(),
                report.target(),
                report.packages(),
                findings,
                report.checks(),
                report.files(),
                report.coverage(),
                report.verdict());
    }

    private boolean isKnown(Finding finding) {
        if (finding.kind() != FindingKind.SECRET || finding.status() != FindingStatus.OPEN) {
            return false;
        }
        int line = finding.location().line();
        // gitleaks counts a key from its header, one line above the key itself
        return known.contains(finding.fingerprint())
                || known.contains(place(finding.id(), finding.location().path(), line))
                || known.contains(place(finding.id(), finding.location().path(), line - 1));
    }

    private static String place(String rule, String path, int line) {
        return rule + '\n' + path + '\n' + line;
    }
}
