package dev.seawall.engine.policy;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Named rules that say what fails a report.
 *
 * @param name as verdicts print it
 * @param rules in the order of the file
 * @param accept what may be unknown or ended all the same
 */
public record Policy(String name, List<PolicyRule> rules, Set<Accept> accept) {
    public Policy {
        rules = List.copyOf(rules);
        accept = Set.copyOf(accept);
    }

    /** What the policy and the command line accept together. */
    Set<Accept> accepting(JudgeOptions options) {
        Set<Accept> both = EnumSet.noneOf(Accept.class);
        both.addAll(accept);
        both.addAll(options.accept());
        return both;
    }

    /** One sentence per rule that open findings break. */
    List<String> reasons(Report report, Severity unknownAs) {
        List<Finding> open = report.findings().stream()
                .filter(f -> f.status() == FindingStatus.OPEN)
                .toList();
        List<String> reasons = new ArrayList<>();
        for (PolicyRule rule : rules) {
            List<Finding> broken =
                    open.stream().filter(f -> rule.matches(f, unknownAs)).toList();
            if (!broken.isEmpty()) {
                reasons.add(rule.sentence(broken));
            }
        }
        return reasons;
    }
}
