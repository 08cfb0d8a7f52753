package dev.seawall.engine.report;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** JUnit XML: a suite per kind and place, a failed case per open finding, and what could not be judged as an error. */
final class JunitReport implements ReportFormat {
    @Override
    public String name() {
        return "junit";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        XmlOut xml = new XmlOut(out);
        xml.open("testsuites", "name", "seawall " + report.target().name());
        Map<String, List<Finding>> suites = report.findings().stream()
                .filter(f -> f.status() != FindingStatus.FOLDED)
                .collect(Collectors.groupingBy(JunitReport::suite, TreeMap::new, Collectors.toList()));
        for (var suite : suites.entrySet()) {
            suite(xml, suite.getKey(), suite.getValue());
        }
        checks(xml, report.checks());
        notices(xml, Notices.of(report));
        xml.close();
        xml.finish();
    }

    private static String suite(Finding f) {
        Package pkg = f.pkg();
        String path = f.location().path().isEmpty() && pkg != null
                ? pkg.path()
                : f.location().path();
        return f.kind().label() + " " + path;
    }

    private static void suite(XmlOut xml, String name, List<Finding> findings) throws IOException {
        long open =
                findings.stream().filter(f -> f.status() == FindingStatus.OPEN).count();
        xml.open(
                "testsuite",
                "name",
                name.strip(),
                "tests",
                "" + findings.size(),
                "failures",
                "" + open,
                "skipped",
                "" + (findings.size() - open),
                "errors",
                "0");
        for (Finding f : findings) {
            Package pkg = f.pkg();
            String where =
                    pkg == null ? f.location().path() + ":" + f.location().line() : pkg.name() + "-" + pkg.version();
            xml.open("testcase", "classname", where, "name", "[" + f.severity() + "] " + f.id());
            if (f.status() == FindingStatus.OPEN) {
                String message = f.title().isEmpty() ? f.id() : f.title();
                xml.open("failure", "message", message, "type", f.kind().label());
                xml.text(message + "\nFix: " + Words.fix(f.fix()) + "\n" + Words.advice(f) + "\n" + Words.link(f));
                xml.close();
            } else {
                xml.open("skipped", "message", f.status().label() + ": " + f.reason());
                xml.close();
            }
            xml.close();
        }
        xml.close();
    }

    /** Checks that passed; the failed ones are findings already. */
    private static void checks(XmlOut xml, List<CheckResult> all) throws IOException {
        List<CheckResult> checks = all.stream()
                .filter(c -> c.outcome() != CheckResult.Outcome.FAIL)
                .toList();
        if (checks.isEmpty()) {
            return;
        }
        long skipped = checks.stream()
                .filter(c -> c.outcome() != CheckResult.Outcome.PASS)
                .count();
        xml.open(
                "testsuite",
                "name",
                "checks",
                "tests",
                "" + checks.size(),
                "failures",
                "0",
                "skipped",
                "" + skipped,
                "errors",
                "0");
        for (CheckResult check : checks) {
            xml.open("testcase", "classname", check.location().path(), "name", check.id());
            if (check.outcome() != CheckResult.Outcome.PASS) {
                xml.open("skipped", "message", check.outcome().label() + ": " + check.evidence());
                xml.close();
            }
            xml.close();
        }
        xml.close();
    }

    private static void notices(XmlOut xml, List<String> notices) throws IOException {
        if (notices.isEmpty()) {
            return;
        }
        String count = "" + notices.size();
        xml.open("testsuite", "name", "not judged", "tests", count, "failures", "0", "skipped", "0", "errors", count);
        for (String notice : notices) {
            xml.open("testcase", "classname", "seawall", "name", notice);
            xml.open("error", "message", notice, "type", "not-judged");
            xml.close();
            xml.close();
        }
        xml.close();
    }
}
