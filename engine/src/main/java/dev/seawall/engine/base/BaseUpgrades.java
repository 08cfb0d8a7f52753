package dev.seawall.engine.base;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What building from another base would change: the candidate's vulnerabilities against those the base brought. */
public final class BaseUpgrades {
    private static final int NAMED = 30;

    private BaseUpgrades() {}

    private record Change(String candidate, Map<String, Finding> removed, Set<String> added) {}

    /**
     * One finding for each candidate that is not the base itself and removes something, the best first.
     *
     * @param report of the image, its base layers marked
     * @param candidates reports on the images it might be built from
     */
    public static List<Finding> of(Report report, List<Report> candidates) {
        Map<String, Finding> now = inBase(report);
        List<Digest> base = baseLayers(report);
        List<Change> changes = new ArrayList<>();
        for (Report candidate : candidates) {
            if (!layers(candidate).equals(base)) {
                changes.add(change(now, candidate));
            }
        }
        return changes.stream()
                .filter(change -> !change.removed.isEmpty())
                .sorted(Comparator.comparingInt((Change c) -> c.added.size() - c.removed.size())
                        .thenComparing(Change::candidate))
                .map(change -> finding(change, now.size()))
                .toList();
    }

    private static Change change(Map<String, Finding> now, Report candidate) {
        Map<String, Finding> then = vulnerabilities(candidate, Set.copyOf(layers(candidate)));
        Map<String, Finding> removed = new TreeMap<>(now);
        removed.keySet().removeAll(then.keySet());
        Set<String> added = new TreeSet<>(then.keySet());
        added.removeAll(now.keySet());
        return new Change(candidate.target().name(), removed, added);
    }

    private static Map<String, Finding> inBase(Report report) {
        return vulnerabilities(report, Set.copyOf(baseLayers(report)));
    }

    private static Map<String, Finding> vulnerabilities(Report report, Set<Digest> layers) {
        Map<String, Finding> found = new TreeMap<>();
        for (Finding finding : report.findings()) {
            Digest layer = finding.location().layer();
            boolean counts = finding.kind() == FindingKind.VULNERABILITY && finding.status() == FindingStatus.OPEN;
            if (counts && layer != null && layers.contains(layer)) {
                String pkg = finding.pkg() == null ? "" : finding.pkg().name();
                found.put(finding.id() + " " + pkg, finding);
            }
        }
        return found;
    }

    private static List<Digest> baseLayers(Report report) {
        return report.target().layers().stream()
                .filter(Layer::base)
                .map(Layer::diffId)
                .toList();
    }

    private static List<Digest> layers(Report report) {
        return report.target().layers().stream().map(Layer::diffId).toList();
    }

    private static Finding finding(Change change, int before) {
        String ids = change.removed.values().stream()
                .map(Finding::id)
                .distinct()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        return Finding.builder(FindingKind.TRUST, "base-upgrade")
                .severity(Severity.LOW, "seawall")
                .title("Another base image has fewer vulnerabilities")
                .practices(List.of(Practice.IMG_1, Practice.IMG_3))
                .controls(List.of("NIST-800-190:4.1.5"))
                .location(Location.of(change.candidate))
                .evidence(change.candidate + " removes " + change.removed.size() + " of the base's " + before
                        + " vulnerabilities (" + counts(change.removed) + ") and adds " + change.added.size() + ": "
                        + ids + (change.removed.size() > NAMED ? ", …" : ""))
                .fix(new Fix(Fix.State.FIXED, change.candidate, "Build from " + change.candidate))
                .build();
    }

    private static String counts(Map<String, Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.values().forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
