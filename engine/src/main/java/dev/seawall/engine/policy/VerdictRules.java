package dev.seawall.engine.policy;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what is open into a verdict; every reason is a sentence. */
final class VerdictRules {
    private VerdictRules() {}

    static Verdict verdict(Report report, JudgeOptions options) {
        List<String> reasons = new ArrayList<>();
        FailOn failOn = options.failOn();
        if (failOn == null) {
            if (options.failOnChecks()) {
                judgeChecks(report, reasons);
            }
            return new Verdict(reasons.isEmpty(), "default", reasons);
        }
        if (failOn == FailOn.POLICY) {
            return byPolicy(report, options, required(options.policy()));
        }
        failOn.floor().ifPresent(floor -> judgeSeverity(report, floor, options.unknownAs(), reasons));
        judgeKnowledge(report, options.accept(), reasons);
        return new Verdict(reasons.isEmpty(), "fail-on " + failOn.label(), reasons);
    }

    private static Verdict byPolicy(Report report, JudgeOptions options, Policy policy) {
        List<String> reasons = new ArrayList<>(policy.reasons(report, options.unknownAs()));
        judgeKnowledge(report, policy.accepting(options), reasons);
        return new Verdict(reasons.isEmpty(), policy.name(), reasons);
    }

    private static Policy required(@Nullable Policy policy) {
        if (policy == null) {
            throw new SeawallException(
                    "judge the findings by a policy",
                    "no policy file was named",
                    "Add --policy FILE, or fail on a level");
        }
        return policy;
    }

    private static void judgeSeverity(Report report, Severity floor, Severity unknownAs, List<String> reasons) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Finding finding : report.findings()) {
            if (finding.status() == FindingStatus.OPEN
                    && counted(finding.severity(), unknownAs).isAtLeast(floor)) {
                counts.merge(finding.severity(), 1, Integer::sum);
            }
        }
        if (!counts.isEmpty()) {
            String list = counts.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", "));
            int total = counts.values().stream().mapToInt(Integer::intValue).sum();
            String unknown = counts.containsKey(Severity.UNKNOWN) ? " (UNKNOWN counts as " + unknownAs + ")" : "";
            reasons.add((total == 1 ? "1 open finding is " : total + " open findings are ")
                    + floor.name().toLowerCase(Locale.ROOT) + " or worse: " + list + unknown + ".");
        }
    }

    /** The severity a finding is judged by. */
    static Severity counted(Severity severity, Severity unknownAs) {
        return severity == Severity.UNKNOWN ? unknownAs : severity;
    }

    private static void judgeKnowledge(Report report, Set<Accept> accepted, List<String> reasons) {
        if (!accepted.contains(Accept.NO_DATA)) {
            report.coverage().stream()
                    .filter(c -> !c.hasData())
                    .map(Coverage::ecosystem)
                    .sorted()
                    .forEach(e ->
                            reasons.add("There is no advisory data for " + e + ", so its packages were not judged."));
        }
        if (!accepted.contains(Accept.UNREADABLE)) {
            report.files().stream()
                    .filter(f -> PackageFiles.isPackageDatabase(f.path()))
                    .map(VerdictRules::unreadable)
                    .sorted()
                    .forEach(reasons::add);
        }
        Os os = report.target().os();
        if (os.eol() && !accepted.contains(Accept.EOL)) {
            reasons.add("The operating system " + (os.id() + " " + os.version()).strip()
                    + " is past its end of life and gets no fixes.");
        }
    }

    private static String unreadable(FileStatus file) {
        String what = file.path().isEmpty() ? "target itself" : file.path();
        return "The " + (PackageFiles.isWhole(file.path()) ? what : "package database " + what) + " is "
                + file.status().label() + (file.reason().isEmpty() ? "." : ": " + file.reason() + ".");
    }

    /** A failed check fails the run unless every finding it made is waived. */
    private static void judgeChecks(Report report, List<String> reasons) {
        Map<String, Boolean> stillOpen = report.findings().stream()
                .collect(Collectors.toMap(Finding::id, f -> f.status() == FindingStatus.OPEN, Boolean::logicalOr));
        long failed = report.checks().stream()
                .filter(c -> c.outcome() == CheckResult.Outcome.FAIL)
                .map(CheckResult::id)
                .filter(id -> stillOpen.getOrDefault(id, true))
                .distinct()
                .count();
        if (failed > 0) {
            reasons.add(failed == 1 ? "1 check failed." : failed + " checks failed.");
        }
    }
}
