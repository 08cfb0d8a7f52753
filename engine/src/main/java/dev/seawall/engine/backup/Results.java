package dev.seawall.engine.backup;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Collects what a backup command found out, and makes a report of it. */
final class Results {
    private final List<CheckResult> checks = new ArrayList<>();
    private final String place;

    Results(String place) {
        this.place = place;
    }

    /** Adds a check that passed or failed. */
    void add(String id, String title, boolean passed, String evidence, String fix) {
        checks.add(new CheckResult(
                id,
                List.of(),
                title,
                passed ? Outcome.PASS : Outcome.FAIL,
                Severity.CRITICAL,
                List.of(Practice.HOST_5),
                List.of(),
                evidence,
                Location.of(place),
                fix));
    }

    boolean passed() {
        return checks.stream().noneMatch(each -> each.outcome() == Outcome.FAIL);
    }

    List<CheckResult> checks() {
        return List.copyOf(checks);
    }

    /** The report, not judged yet: one finding per failed check. */
    Report report(String target) {
        List<Finding> findings = checks.stream()
                .filter(each -> each.outcome() == Outcome.FAIL)
                .map(Results::finding)
                .toList();
        return new Report(
                DatabaseInfo.NONE,
                new Target(Target.Kind.HOST, target, null, Os.NONE, List.of()),
                List.of(),
                findings,
                checks,
                List.of(),
                List.of(),
                new Verdict(true, "none", List.of()));
    }

    private static Finding finding(CheckResult result) {
        return Finding.builder(FindingKind.MISCONFIGURATION, result.id())
                .severity(result.severity(), "seawall")
                .title(result.title())
                .practices(result.practices())
                .location(result.location())
                .evidence(result.evidence())
                .build();
    }
}
