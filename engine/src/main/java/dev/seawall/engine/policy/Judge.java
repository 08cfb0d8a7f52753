package dev.seawall.engine.policy;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides which findings count and whether the report passes. Pure: the day is an argument. */
public final class Judge {
    private Judge() {}

    /** The report with the status of every finding settled and the verdict on it; see {@link #judgement}. */
    public static Report judge(Report report, JudgeOptions options, LocalDate today) {
        return judgement(report, options, today).report();
    }

    /**
     * Filters, applies VEX, then waivers, and judges what is left open. A finding that is not open any more keeps its
     * status.
     *
     * @param today the day on which waivers must still hold
     */
    public static Judgement judgement(Report report, JudgeOptions options, LocalDate today) {
        Set<String> warnings = new TreeSet<>();
        VexIndex vex = new VexIndex(options.vex(), report.target(), warnings);
        WaiverIndex waivers = new WaiverIndex(options.waivers(), today, warnings);
        Set<Digest> base = options.excludeBase() ? baseLayers(report) : Set.of();
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (isWanted(finding, options)) {
                findings.add(waivers.apply(vex.apply(folded(finding, base))));
            }
        }
        vex.warnOfNearMisses();
        if (options.policy() != null && options.failOn() != FailOn.POLICY) {
            warnings.add("The policy was read but not applied: that takes --fail-on policy.");
        }
        Report filtered = report.judged(findings, report.verdict());
        return new Judgement(report.judged(findings, VerdictRules.verdict(filtered, options)), List.copyOf(warnings));
    }

    private static boolean isWanted(Finding finding, JudgeOptions options) {
        boolean severity =
                options.severities().isEmpty() || options.severities().contains(finding.severity());
        return severity && !(options.ignoreUnfixed() && isUnfixed(finding));
    }

    /** A fix state of unknown is not "unfixed": nobody said so. */
    private static boolean isUnfixed(Finding finding) {
        Fix.State state = finding.fix().state();
        return finding.kind() == FindingKind.VULNERABILITY
                && (state == Fix.State.NOT_FIXED || state == Fix.State.WONT_FIX);
    }

    private static Set<Digest> baseLayers(Report report) {
        return report.target().layers().stream()
                .filter(Layer::base)
                .map(Layer::diffId)
                .collect(Collectors.toSet());
    }

    private static Finding folded(Finding finding, Set<Digest> base) {
        Digest layer = finding.location().layer();
        if (layer == null || finding.status() != FindingStatus.OPEN || !base.contains(layer)) {
            return finding;
        }
        return finding.withStatus(FindingStatus.FOLDED, "in the base image, which is excluded");
    }
}
