package dev.seawall.engine.compliance;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a report says of every item of a framework.
 *
 * @param target what was looked at
 * @param items in the framework's order
 */
public record Assessment(Framework framework, Target target, List<Assessed> items) {
    /** How an item stands; what nobody looked at is never a pass. */
    public enum State {
        PASS,
        FAIL,
        MANUAL,
        NOT_ASSESSED,
        EXCEPTED;

        /** As reports spell it: pass, fail, manual, not-assessed, excepted. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One item.
     *
     * @param checks what was judged for it; those that did not apply are left out
     * @param evidence the places that fail or are excepted, each with its path
     */
    public record Assessed(Framework.Item item, State state, List<CheckResult> checks, List<String> evidence) {
        public Assessed {
            checks = List.copyOf(checks);
            evidence = List.copyOf(evidence);
        }
    }

    public Assessment {
        items = List.copyOf(items);
    }

    /** Reads a report that was judged: exceptions are taken from its findings. */
    public static Assessment of(Framework framework, Report report) {
        return new Assessment(
                framework,
                report.target(),
                framework.items().stream()
                        .map(item -> assess(framework, item, report))
                        .toList());
    }

    private static Assessed assess(Framework framework, Framework.Item item, Report report) {
        String control = framework.control(item);
        List<CheckResult> checks = report.checks().stream()
                .filter(check -> check.controls().contains(control) && check.outcome() != Outcome.NOT_APPLICABLE)
                .toList();
        List<Finding> findings = report.findings().stream()
                .filter(finding -> finding.controls().contains(control))
                .toList();
        List<String> evidence = new ArrayList<>();
        for (Finding finding : findings) {
            String prefix = finding.status() == FindingStatus.OPEN
                    ? ""
                    : "[" + finding.status().label() + "] ";
            evidence.add(prefix + finding.location().path() + line(finding) + ": " + finding.evidence());
        }
        return new Assessed(item, state(item, checks, findings), checks, evidence);
    }

    private static String line(Finding finding) {
        return finding.location().line() > 0 ? ":" + finding.location().line() : "";
    }

    private static State state(Framework.Item item, List<CheckResult> checks, List<Finding> findings) {
        boolean open = findings.stream().anyMatch(finding -> finding.status() == FindingStatus.OPEN);
        boolean waived = findings.stream()
                .anyMatch(f -> f.status() == FindingStatus.EXCEPTED || f.status() == FindingStatus.SUPPRESSED);
        boolean failed = has(checks, Outcome.FAIL) && findings.isEmpty();
        if (open || failed) {
            return State.FAIL;
        } else if (has(checks, Outcome.INCONCLUSIVE)) {
            return State.NOT_ASSESSED;
        } else if (waived) {
            return State.EXCEPTED;
        } else if (item.manual() || has(checks, Outcome.MANUAL)) {
            return State.MANUAL;
        }
        return has(checks, Outcome.PASS) ? State.PASS : State.NOT_ASSESSED;
    }

    private static boolean has(List<CheckResult> checks, Outcome outcome) {
        return checks.stream().anyMatch(check -> check.outcome() == outcome);
    }

    /** How many items stand how; every state is there. */
    public Map<State, Long> summary() {
        Map<State, Long> summary = new EnumMap<>(State.class);
        for (State state : State.values()) {
            summary.put(
                    state, items.stream().filter(item -> item.state() == state).count());
        }
        return summary;
    }

    /** True where no item fails. */
    public boolean passed() {
        return items.stream().noneMatch(item -> item.state() == State.FAIL);
    }
}
