package dev.seawall.engine.report;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import java.util.List;
import java.util.Set;

/** Which findings a format for people lists. */
final class Visible {
    private Visible() {}

    /** Open findings, and the others as far as {@code --show} asks for them. */
    static List<Finding> findings(Report report, Set<ReportStyle.Show> show) {
        return report.findings().stream()
                .filter(f -> isVisible(f.status(), show))
                .toList();
    }

    private static boolean isVisible(FindingStatus status, Set<ReportStyle.Show> show) {
        boolean all = show.contains(ReportStyle.Show.ALL);
        return switch (status) {
            case OPEN -> true;
            case FOLDED -> all || show.contains(ReportStyle.Show.FOLDED);
            case SUPPRESSED, EXCEPTED, NOT_AFFECTED -> all || show.contains(ReportStyle.Show.SUPPRESSED);
        };
    }
}
