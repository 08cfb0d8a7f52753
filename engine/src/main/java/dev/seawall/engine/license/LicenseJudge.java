package dev.seawall.engine.license;

import dev.seawall.engine.license.LicenseExpression.AllOf;
import dev.seawall.engine.license.LicenseExpression.AnyOf;
import dev.seawall.engine.license.LicenseExpression.One;
import dev.seawall.engine.model.Severity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges expressions by a policy: a choice by its best part, several at once by each of them. */
public final class LicenseJudge {
    private final LicensePolicy policy;

    /** A judge by that policy. */
    public LicenseJudge(LicensePolicy policy) {
        this.policy = policy;
    }

    /** What is wrong with an expression, each licence once, in the order stated; empty where nothing is. */
    public List<LicenseIssue> judge(LicenseExpression expression) {
        return switch (expression) {
            case One one -> issue(one).stream().toList();
            case AllOf all -> all(all);
            case AnyOf any ->
                any.choices().stream()
                        .map(this::judge)
                        .min(Comparator.comparingInt(LicenseJudge::worst))
                        .orElse(List.of());
        };
    }

    private List<LicenseIssue> all(AllOf all) {
        Map<String, LicenseIssue> issues = new LinkedHashMap<>();
        for (LicenseExpression part : all.parts()) {
            for (LicenseIssue issue : judge(part)) {
                issues.merge(issue.one().license().findingId(), issue, (a, b) -> a.rank() >= b.rank() ? a : b);
            }
        }
        return List.copyOf(issues.values());
    }

    private Optional<LicenseIssue> issue(One one) {
        Optional<Severity> usual = one.license().category().severity();
        return switch (policy.answer(one)) {
            case ALLOWED -> Optional.empty();
            case DENIED -> Optional.of(new LicenseIssue(one, atLeastHigh(usual), true));
            case UNDECIDED -> usual.map(severity -> new LicenseIssue(one, severity, false));
        };
    }

    private static Severity atLeastHigh(Optional<Severity> usual) {
        return usual.filter(severity -> severity.isAtLeast(Severity.HIGH)).orElse(Severity.HIGH);
    }

    private static int worst(List<LicenseIssue> issues) {
        return issues.stream().mapToInt(LicenseIssue::rank).max().orElse(0);
    }
}
