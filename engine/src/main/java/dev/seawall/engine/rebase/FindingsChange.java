package dev.seawall.engine.rebase;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What scanning before and after shows; open findings only.
 *
 * @param before how many there were
 * @param after how many there are
 * @param gone those that are no longer there, by id and package
 * @param appeared those that were not there before
 */
public record FindingsChange(int before, int after, List<Finding> gone, List<Finding> appeared) {
    public FindingsChange {
        gone = List.copyOf(gone);
        appeared = List.copyOf(appeared);
    }

    static FindingsChange between(Report before, Report after) {
        Map<String, Finding> old = open(before);
        Map<String, Finding> now = open(after);
        Map<String, Finding> gone = new TreeMap<>(old);
        gone.keySet().removeAll(now.keySet());
        Map<String, Finding> appeared = new TreeMap<>(now);
        appeared.keySet().removeAll(old.keySet());
        return new FindingsChange(old.size(), now.size(), List.copyOf(gone.values()), List.copyOf(appeared.values()));
    }

    private static Map<String, Finding> open(Report report) {
        Map<String, Finding> open = new TreeMap<>();
        for (Finding finding : report.findings()) {
            if (finding.status() == FindingStatus.OPEN) {
                String about = finding.pkg() == null
                        ? finding.location().path()
                        : finding.pkg().name();
                open.put(finding.id() + " " + about + " " + finding.kind(), finding);
            }
        }
        return open;
    }
}
