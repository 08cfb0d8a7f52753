package dev.seawall.engine.policy;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy: a finding that meets every condition breaks it. A condition that is null or empty is met.
 *
 * @param name of the rule
 * @param severity at least this bad
 * @param kinds any of these
 * @param kev on the known-exploited list, or not
 * @param epss at least this probable, from 0 to 1
 * @param fixStates any of these
 * @param when a CEL expression over the finding
 * @param message what the verdict says; empty for a sentence made from the name
 */
public record PolicyRule(
        String name,
        @Nullable Severity severity,
        Set<FindingKind> kinds,
        @Nullable Boolean kev,
        @Nullable Double epss,
        Set<Fix.State> fixStates,
        @Nullable FindingCondition when,
        String message) {
    private static final int NAMED = 3;

    public PolicyRule {
        kinds = Set.copyOf(kinds);
        fixStates = Set.copyOf(fixStates);
    }

    boolean matches(Finding finding, Severity unknownAs) {
        return (severity == null
                        || VerdictRules.counted(finding.severity(), unknownAs).isAtLeast(severity))
                && (kinds.isEmpty() || kinds.contains(finding.kind()))
                && (kev == null || kev == finding.kev())
                && (epss == null || (finding.epss() != null && finding.epss() >= epss))
                && (fixStates.isEmpty() || fixStates.contains(finding.fix().state()))
                && (when == null || when.test(finding));
    }

    String sentence(List<Finding> broken) {
        String ids = broken.stream().map(Finding::id).distinct().limit(NAMED).collect(Collectors.joining(", "));
        long distinct = broken.stream().map(Finding::id).distinct().count();
        String more = distinct > NAMED ? " and " + (distinct - NAMED) + " more" : "";
        String said = message.isEmpty() ? "Rule '" + name + "' is broken" : message;
        return said + ": " + ids + more + ".";
    }
}
