package dev.seawall.engine.model;

import java.util.ArrayList;
import java.util.List;

/** Everything one command found; written by {@code engine.report} in many formats. */
public record Report(
        DatabaseInfo database,
        Target target,
        List<Package> packages,
        List<Finding> findings,
        List<CheckResult> checks,
        List<FileStatus> files,
        List<Coverage> coverage,
        Verdict verdict) {

    public Report {
        packages = List.copyOf(packages);
        findings = List.copyOf(findings);
        checks = List.copyOf(checks);
        files = List.copyOf(files);
        coverage = List.copyOf(coverage);
    }

    /** This report with further findings, not judged yet. */
    public Report withMore(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return judged(all, verdict);
    }

    /** This report with other findings and the verdict on them. */
    public Report judged(List<Finding> newFindings, Verdict newVerdict) {
        return new Report(database, target, packages, newFindings, checks, files, coverage, newVerdict);
    }

    /** This report followed by another one's results; target and database stay. */
    public Report joined(Report other) {
        return new Report(
                database,
                target,
                both(packages, other.packages),
                both(findings, other.findings),
                both(checks, other.checks),
                both(files, other.files),
                both(coverage, other.coverage),
                verdict);
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
