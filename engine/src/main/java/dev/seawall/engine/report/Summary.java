package dev.seawall.engine.report;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of a report.
 *
 * @param open findings that count, by severity; every severity is a key, worst first
 * @param statuses findings by status; every status is a key
 */
record Summary(Map<Severity, Integer> open, Map<FindingStatus, Integer> statuses) {
    static Summary of(Report report) {
        Map<Severity, Integer> open = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            open.put(severity, 0);
        }
        Map<FindingStatus, Integer> statuses = new EnumMap<>(FindingStatus.class);
        for (FindingStatus status : FindingStatus.values()) {
            statuses.put(status, 0);
        }
        for (Finding finding : report.findings()) {
            statuses.merge(finding.status(), 1, Integer::sum);
            if (finding.status() == FindingStatus.OPEN) {
                open.merge(finding.severity(), 1, Integer::sum);
            }
        }
        return new Summary(open, statuses);
    }

    int total() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }
}
