package dev.seawall.engine.host;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Front door of the host audit: reads the host, judges it by every check, reports. Changes nothing. */
public final class HostAudit {
    /** Below this share of decided checks an audit says nothing, whatever passed. */
    private static final int ENOUGH_PERCENT = 40;

    /** More than there are processors: some wait for a fact that another one reads. */
    private static final int WORKERS = 6;

    private HostAudit() {}

    /**
     * Audits a host.
     *
     * @return a report that nothing has judged yet: one result per check, one finding per failed one
     * @throws SeawallException where the root is no root file system
     */
    public static Report audit(AuditRequest request) {
        Path root = request.root() == null ? Path.of("/") : request.root();
        Host host =
                new Host(new DirectoryFiles(real(root)), request.root() == null, request.now(), request.advisories());
        if (!host.text().exists("etc") || (host.os().isNone() && !host.text().exists("etc/passwd"))) {
            throw new SeawallException(
                    "audit " + root,
                    "it has neither etc/os-release nor etc/passwd",
                    "Name the root of an operating system with --root");
        }
        return report(host, root, judge(host, HostChecks.all(), request.parameters()));
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new SeawallException("audit " + root, "it cannot be read", "Name a folder with --root", e);
        }
    }

    /** One result per check, in their order; the slow facts are read while the quick checks go on. */
    static List<CheckResult> judge(Host host, List<HostCheck> checks, Map<String, Map<String, Object>> parameters) {
        List<CheckResult> results = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Runnable> slow = List.of(host::walk, host::pending, host::vulnerable, host::owners);
            slow.forEach(workers::submit);
            List<CompletableFuture<CheckResult>> running = checks.stream()
                    .map(check -> CompletableFuture.supplyAsync(() -> judge(host, check, parameters), workers))
                    .toList();
            running.forEach(each -> results.add(each.join()));
        }
        results.add(coverage(results));
        return results;
    }

    static CheckResult judge(Host host, HostCheck check, Map<String, Map<String, Object>> parameters) {
        Condition condition = check.condition().with(parameters.getOrDefault(check.id(), Map.of()));
        for (String alias : check.aliases()) {
            condition = condition.with(parameters.getOrDefault(alias, Map.of()));
        }
        Answer answer = answer(host, check, condition);
        Severity severity = answer.severity() == null ? check.severity() : answer.severity();
        return new CheckResult(
                check.id(),
                check.aliases(),
                check.title(),
                answer.outcome(),
                severity,
                check.practices(),
                check.controls(),
                answer.evidence(),
                answer.place(),
                check.advice());
    }

    /** Whatever a hostile file makes a reader do, the other checks go on. */
    private static Answer answer(Host host, HostCheck check, Condition condition) {
        Probe probe = Probes.named(check.reader());
        try {
            return probe.judge(host, condition);
        } catch (RuntimeException | StackOverflowError e) {
            return Answer.inconclusive("could not be judged: " + e);
        }
    }

    /** An audit in which hardly anything could be judged must not look like a clean one. */
    private static CheckResult coverage(List<CheckResult> results) {
        long decided = results.stream()
                .filter(each -> each.outcome() == Outcome.PASS || each.outcome() == Outcome.FAIL)
                .count();
        boolean enough = decided * 100 >= results.size() * (long) ENOUGH_PERCENT;
        String evidence = decided + " of " + results.size() + " checks decided";
        return new CheckResult(
                "HC-Z01",
                List.of("openscap:all-notapplicable"),
                "Enough checks could be decided",
                enough ? Outcome.PASS : Outcome.FAIL,
                Severity.HIGH,
                List.of(dev.seawall.engine.model.Practice.HOST_4),
                List.of(),
                enough ? evidence : evidence + ": the audit as a whole is inconclusive",
                dev.seawall.engine.model.Location.of(""),
                "Audit as root, and the whole root file system.");
    }

    private static Report report(Host host, Path root, List<CheckResult> results) {
        List<Finding> findings = results.stream()
                .filter(each -> each.outcome() == Outcome.FAIL)
                .map(HostAudit::finding)
                .toList();
        Target target = new Target(Target.Kind.HOST, root.toString(), null, host.os(), List.of());
        DatabaseInfo database = host.vulnerable().database();
        Verdict verdict = new Verdict(true, "none", List.of());
        return new Report(
                database, target, List.of(), findings, results, host.text().problems(), List.of(), verdict);
    }

    private static Finding finding(CheckResult result) {
        return Finding.builder(FindingKind.MISCONFIGURATION, result.id())
                .aliases(result.aliases())
                .severity(result.severity(), "seawall")
                .title(result.title())
                .practices(result.practices())
                .controls(result.controls())
                .location(result.location())
                .evidence(result.evidence())
                .build();
    }
}
