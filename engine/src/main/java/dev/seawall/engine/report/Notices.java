package dev.seawall.engine.report;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader must know before trusting a report: the sentences that keep "nothing found" from meaning "clean". */
final class Notices {
    private static final int NAMED_FILES = 10;
    private static final int NAMED_PROBLEMS = 3;

    private Notices() {}

    /** The sentences of a report, most important first; empty where everything could be judged. */
    static List<String> of(Report report) {
        List<String> notices = new ArrayList<>();
        if (Words.isStarter(report.database())) {
            notices.add("Only the starter advisories that come with Seawall were used: well-known vulnerabilities, not"
                    + " all. Run 'seawall db update' for the whole database.");
        }
        Os os = report.target().os();
        if (os.eol()) {
            notices.add(Words.os(os) + " is past its end of life: it gets no fixes any more and new vulnerabilities may"
                    + " not even be listed.");
        }
        List<String> missing = report.coverage().stream()
                .filter(c -> !c.hasData())
                .map(Coverage::ecosystem)
                .toList();
        if (!missing.isEmpty()) {
            notices.add("No advisory data for " + String.join(", ", missing)
                    + ": packages of this kind were listed but not judged.");
        }
        problems(report.database().problems(), notices);
        files(report, notices);
        return notices;
    }

    private static void problems(List<String> problems, List<String> notices) {
        problems.stream().limit(NAMED_PROBLEMS).map(text -> text + ".").forEach(notices::add);
        int more = problems.size() - NAMED_PROBLEMS;
        if (more > 0) {
            notices.add(more + " more problems of the advisory data; the JSON report names them.");
        }
    }

    private static void files(Report report, List<String> notices) {
        report.files().stream()
                .limit(NAMED_FILES)
                .map(f -> "The " + (f.path().isEmpty() ? "target itself" : "file " + f.path()) + " is "
                        + f.status().label() + (f.reason().isEmpty() ? "." : ": " + f.reason() + "."))
                .forEach(notices::add);
        int more = report.files().size() - NAMED_FILES;
        if (more > 0) {
            notices.add(more + " more files could not be read; the JSON report names them.");
        }
    }

    /** How the findings split between the base image and what was built on it; empty where no layer is marked. */
    static String split(Report report) {
        Set<Digest> base = report.target().layers().stream()
                .filter(Layer::base)
                .map(Layer::diffId)
                .collect(Collectors.toSet());
        if (base.isEmpty()) {
            return "";
        }
        List<Finding> open = report.findings().stream()
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        long inBase = open.stream()
                .map(finding -> finding.location().layer())
                .filter(layer -> layer != null && base.contains(layer))
                .count();
        return "Yours: " + (open.size() - inBase) + ", the base image's: " + inBase + " (its "
                + Words.plural(base.size(), "layer") + " of "
                + report.target().layers().size() + "; --exclude-base leaves them out)";
    }

    /** What was left out of the list and how to see it; empty where nothing was. */
    static String hidden(Report report, ReportStyle style) {
        if (style.show().contains(ReportStyle.Show.ALL)) {
            return "";
        }
        Map<FindingStatus, Integer> statuses = Summary.of(report).statuses();
        int waived = statuses.getOrDefault(FindingStatus.SUPPRESSED, 0)
                + statuses.getOrDefault(FindingStatus.EXCEPTED, 0)
                + statuses.getOrDefault(FindingStatus.NOT_AFFECTED, 0);
        int folded = statuses.getOrDefault(FindingStatus.FOLDED, 0);
        List<String> parts = new ArrayList<>();
        if (waived > 0 && !style.show().contains(ReportStyle.Show.SUPPRESSED)) {
            parts.add(waived + " suppressed (--show suppressed)");
        }
        if (folded > 0 && !style.show().contains(ReportStyle.Show.FOLDED)) {
            parts.add(folded + " folded as noise (--show folded)");
        }
        return parts.isEmpty() ? "" : "Not listed: " + String.join(", ", parts);
    }

    /** How the checks ended, on one line; empty where none ran. */
    static String checks(Report report) {
        Map<CheckResult.Outcome, Integer> outcomes = new EnumMap<>(CheckResult.Outcome.class);
        report.checks().forEach(c -> outcomes.merge(c.outcome(), 1, Integer::sum));
        return outcomes.isEmpty()
                ? ""
                : "Checks: "
                        + outcomes.entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey().label())
                                .collect(Collectors.joining(", "));
    }
}
