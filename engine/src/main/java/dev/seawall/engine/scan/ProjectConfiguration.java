package dev.seawall.engine.scan;

import dev.seawall.engine.check.Checker;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configuration files in a project directory, judged by the checks of {@code seawall check}. */
final class ProjectConfiguration {
    private ProjectConfiguration() {}

    /** The report with the findings of the checks in it, their paths relative to the directory. */
    static Report join(Report report, Path directory) {
        List<Finding> findings = new ArrayList<>(report.findings());
        for (Finding finding : Checker.findings(directory)) {
            Location at = finding.location();
            String path = at.path().replaceFirst("^/+", "");
            Location relative = new Location(path, at.line(), at.endLine(), at.layer(), at.shadowed());
            findings.add(finding.with().location(relative).build());
        }
        return report.judged(findings, report.verdict());
    }
}
