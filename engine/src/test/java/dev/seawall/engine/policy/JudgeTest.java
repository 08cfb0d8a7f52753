package dev.seawall.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.SourcePackage;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    static final Package OPENSSL = Package.of("deb", "libssl3", "3.0.11-1", "var/lib/dpkg/status", 7)
            .withNamespace("debian")
            .withQualifier("arch", "amd64")
            .withQualifier("distro", "debian-12")
            .withSource(new SourcePackage("openssl", "3.0.11-1"));

    static Finding finding(String id, Severity severity, Fix.State fix) {
        return Finding.builder(FindingKind.VULNERABILITY, id)
                .severity(severity, "nvd")
                .pkg(OPENSSL)
                .location(Location.of(OPENSSL.path(), 7))
                .fix(new Fix(fix, fix == Fix.State.FIXED ? "3.0.12-1" : "", null))
                .build();
    }

    static Report report(Finding... findings) {
        return report(Os.NONE, List.of(), List.of(), findings);
    }

    static Report report(Os os, List<FileStatus> files, List<Coverage> coverage, Finding... findings) {
        Target target = new Target(Target.Kind.IMAGE, "registry.example.org/shop/web:1.4", null, os, List.of());
        return new Report(
                DatabaseInfo.NONE,
                target,
                List.of(OPENSSL),
                List.of(findings),
                List.of(),
                files,
                coverage,
                new Verdict(true, "default", List.of()));
    }

    static JudgeOptions failOn(String level) {
        return JudgeOptions.REPORT_ALL.withFailOn(FailOn.parse(level), Set.of(), Severity.MEDIUM);
    }

    static Report judged(JudgeOptions options, Finding... findings) {
        return Judge.judge(report(findings), options, TODAY);
    }

    private static JudgeOptions ignoring(String name, String text) {
        return JudgeOptions.REPORT_ALL.withWaivers(IgnoreFiles.read(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static FindingStatus statusOf(String name, String text, Finding finding) {
        return judged(ignoring(name, text), finding).findings().getFirst().status();
    }

    @Test
    void withoutFailOnNothingFails() {
        Report report = judged(JudgeOptions.REPORT_ALL, finding("CVE-1", Severity.CRITICAL, Fix.State.FIXED));
        assertEquals(new Verdict(true, "default", List.of()), report.verdict());
    }

    @Test
    void failsFromTheLevelOn() {
        Finding high = finding("CVE-1", Severity.HIGH, Fix.State.FIXED);
        assertFalse(judged(failOn("medium"), high).verdict().passed());
        assertEquals(
                List.of("1 open finding is high or worse: 1 HIGH."),
                judged(failOn("high"), high).verdict().reasons());
        assertTrue(judged(failOn("critical"), high).verdict().passed());
    }

    @Test
    void unknownCountsAsMediumUnlessToldOtherwise() {
        Finding unknown = finding("CVE-1", Severity.UNKNOWN, Fix.State.FIXED);
        assertFalse(judged(failOn("medium"), unknown).verdict().passed());
        assertTrue(judged(failOn("high"), unknown).verdict().passed());
        JudgeOptions asCritical = JudgeOptions.REPORT_ALL.withFailOn(FailOn.CRITICAL, Set.of(), Severity.CRITICAL);
        assertFalse(judged(asCritical, unknown).verdict().passed());
    }

    @Test
    void failsOnWhatItCannotVouchForUnlessAccepted() {
        Report report = report(
                new Os("debian", "8", null, true),
                List.of(
                        new FileStatus("var/lib/dpkg/status", FileStatus.State.MALFORMED, "cut off"),
                        new FileStatus("usr/share/big.bin", FileStatus.State.TOO_LARGE, "")),
                List.of(new Coverage("Debian:8", false), new Coverage("npm", true)));
        Verdict verdict = Judge.judge(report, failOn("critical"), TODAY).verdict();
        assertEquals(
                List.of(
                        "There is no advisory data for Debian:8, so its packages were not judged.",
                        "The package database var/lib/dpkg/status is malformed: cut off.",
                        "The operating system debian 8 is past its end of life and gets no fixes."),
                verdict.reasons());
        JudgeOptions accepting =
                JudgeOptions.REPORT_ALL.withFailOn(FailOn.CRITICAL, Set.of(Accept.values()), Severity.MEDIUM);
        assertTrue(Judge.judge(report, accepting, TODAY).verdict().passed());
        assertTrue(Judge.judge(report, JudgeOptions.REPORT_ALL, TODAY).verdict().passed());
    }

    @Test
    void aDamagedLayerMayHideAnyPackage() {
        Report report = report(
                new Os("debian", "13", null, false),
                List.of(new FileStatus("layer sha256:ab", FileStatus.State.MALFORMED, "cut off")),
                List.of());
        assertEquals(
                List.of("The layer sha256:ab is malformed: cut off."),
                Judge.judge(report, failOn("critical"), TODAY).verdict().reasons());
    }

    @Test
    void filtersLeaveOutWhatTheUserDoesNotWant() {
        JudgeOptions unfixed = JudgeOptions.REPORT_ALL.withFilters(Set.of(), true, false);
        assertEquals(
                1,
                judged(
                                unfixed,
                                finding("CVE-1", Severity.LOW, Fix.State.FIXED),
                                finding("CVE-2", Severity.LOW, Fix.State.NOT_FIXED),
                                finding("CVE-3", Severity.LOW, Fix.State.WONT_FIX))
                        .findings()
                        .size());
        JudgeOptions high = JudgeOptions.REPORT_ALL.withFilters(Set.of(Severity.HIGH), false, false);
        assertEquals(
                0,
                judged(high, finding("CVE-1", Severity.CRITICAL, Fix.State.FIXED))
                        .findings()
                        .size());
    }

    @Test
    void failedChecksFailACheckUnlessWaived() {
        Finding made = Finding.builder(FindingKind.MISCONFIGURATION, "runs-as-root")
                .aliases(List.of("trivy:AVD-DS-0002", "hadolint:DL3002"))
                .location(Location.of("Dockerfile", 1))
                .build();
        CheckResult check = new CheckResult(
                "runs-as-root",
                List.of(),
                "",
                CheckResult.Outcome.FAIL,
                Severity.HIGH,
                List.of(),
                List.of(),
                "",
                Location.of("Dockerfile"),
                "");
        Report base = report(made);
        Report report = new Report(
                base.database(),
                base.target(),
                List.of(),
                base.findings(),
                List.of(check),
                List.of(),
                List.of(),
                base.verdict());
        assertEquals(
                List.of("1 check failed."),
                Judge.judge(report, JudgeOptions.FAIL_ON_CHECKS, TODAY)
                        .verdict()
                        .reasons());
        for (String id : List.of("DS002", "DS-0002", "AVD-DS-0002", "DL3002", "runs-as-root")) {
            JudgeOptions waived = ignoring(".trivyignore", id).withFailOnChecks(true);
            assertTrue(Judge.judge(report, waived, TODAY).verdict().passed(), id);
        }
    }

    @Test
    void trivyIgnoreFileWithDatesAndComments() {
        Finding cve = finding("CVE-2022-1", Severity.HIGH, Fix.State.FIXED);
        assertEquals(FindingStatus.SUPPRESSED, statusOf(".trivyignore", "# why\nCVE-2022-1\n", cve));
        assertEquals(FindingStatus.SUPPRESSED, statusOf(".trivyignore", "CVE-2022-1 exp:2026-11-26 # later", cve));
        assertEquals(
                FindingStatus.OPEN,
                statusOf(".trivyignore", "CVE-2022-1 exp:2026-11-25", cve),
                "ends with that day's start");
        assertEquals(FindingStatus.OPEN, statusOf(".trivyignore", "CVE-2022-10", cve));
        Judgement judgement =
                Judge.judgement(report(cve), ignoring("x/.trivyignore", "CVE-2022-1 exp:2020-01-01"), TODAY);
        assertEquals(
                List.of("The waiver for CVE-2022-1 in x/.trivyignore expired on 2019-12-31 and was not applied."),
                judgement.warnings());
    }

    @Test
    void trivyIgnoreYaml() {
        Finding cve = finding("CVE-2022-1", Severity.HIGH, Fix.State.FIXED);
        String file =
                "vulnerabilities:\n  - id: CVE-2022-1\n    paths: [\"var/**\"]\n    purls: [\"pkg:deb/debian/libssl3\"]\n    statement: fine\n    expired_at: 2027-01-01\n";
        Report report = judged(ignoring(".trivyignore.yaml", file), cve);
        assertEquals("fine [.trivyignore.yaml]", report.findings().getFirst().reason());
        assertEquals(FindingStatus.OPEN, statusOf(".trivyignore.yaml", file.replace("var/**", "opt/*"), cve));
        assertEquals(FindingStatus.OPEN, statusOf(".trivyignore.yaml", file.replace("libssl3", "zlib1g"), cve));
        assertEquals(
                FindingStatus.OPEN, statusOf(".trivyignore.yaml", file.replace("vulnerabilities", "secrets"), cve));
        assertEquals(FindingStatus.OPEN, statusOf(".trivyignore.yaml", file.replace("2027-01-01", "2026-01-01"), cve));
        assertEquals(
                FindingStatus.SUPPRESSED,
                statusOf(".trivyignore.yaml", file.replace("libssl3", "libssl3@3.0.11-1"), cve));
    }

    @Test
    void grypeRules() {
        Finding cve = finding("CVE-2022-1", Severity.HIGH, Fix.State.WONT_FIX);
        assertEquals(
                FindingStatus.SUPPRESSED,
                statusOf(".grype.yaml", "ignore:\n  - fix-state: wont-fix\n    reason: x", cve));
        assertEquals(
                FindingStatus.SUPPRESSED,
                statusOf(
                        ".grype.yaml",
                        "ignore:\n  - vulnerability: CVE-2022-1\n    package: {name: 'lib.*', type: deb, version: 3.0.11-1, location: '/var/lib/dpkg/**'}",
                        cve));
        assertEquals(
                FindingStatus.SUPPRESSED,
                statusOf(".grype.yaml", "ignore:\n  - package: {upstream-name: 'openssl'}", cve));
        assertEquals(FindingStatus.OPEN, statusOf(".grype.yaml", "ignore:\n  - package: {type: gem}", cve));
        assertEquals(
                FindingStatus.OPEN,
                statusOf(".grype.yaml", "ignore:\n  - namespace: debian:12", cve),
                "what cannot be answered matches nothing");
        assertEquals(FindingStatus.OPEN, statusOf(".grype.yaml", "check-for-app-update: false", cve));
    }

    @Test
    void gitleaksFingerprints() {
        Finding secret = Finding.builder(FindingKind.SECRET, "aws-key")
                .aliases(List.of("gitleaks:aws-access-token"))
                .location(Location.of("a/b[1].env", 4))
                .build();
        assertEquals(FindingStatus.SUPPRESSED, statusOf(".gitleaksignore", "a/b[1].env:aws-access-token:4", secret));
        assertEquals(
                FindingStatus.SUPPRESSED,
                statusOf(
                        ".gitleaksignore",
                        "0123456789abcdef0123456789abcdef01234567:a/b[1].env:aws-access-token:4",
                        secret));
        assertEquals(FindingStatus.OPEN, statusOf(".gitleaksignore", "a/b[1].env:aws-access-token:5", secret));
    }

    @Test
    void exceptionsNeedOwnerReasonAndEnd() {
        Finding cve = finding("CVE-2022-1", Severity.HIGH, Fix.State.FIXED);
        String file =
                "exceptions:\n  - id: CVE-2022-*\n    package: libssl*\n    owner: team-web\n    reason: not reachable\n    expires: 2026-11-25\n";
        Finding judged = judged(ignoring("seawall-exceptions.yaml", file), cve)
                .findings()
                .getFirst();
        assertEquals(FindingStatus.EXCEPTED, judged.status());
        assertEquals("not reachable [seawall-exceptions.yaml] (team-web, until 2026-11-25)", judged.reason());
        assertEquals(FindingStatus.OPEN, statusOf("e.yaml", file.replace("2026-11-25", "2026-11-24"), cve));
        for (String line :
                List.of("    owner: team-web\n", "    reason: not reachable\n", "    expires: 2026-11-25\n")) {
            String without = file.replace(line, "");
            org.junit.jupiter.api.Assertions.assertThrows(
                    dev.seawall.engine.model.SeawallException.class, () -> statusOf("e.yaml", without, cve));
        }
    }

    @Test
    void policyRulesWithConditions() {
        String file = "name: production\naccept: [eol]\nrules:\n"
                + "  - name: exploited\n    kev: true\n"
                + "  - message: A fix is out\n    severity: high\n    fix: fixed\n"
                + "  - name: likely\n    when: finding.epss > 0.5 && finding.package.ecosystem == 'deb' && finding.location.line >= 7\n";
        Policy policy = Policies.read("p.yaml", file.getBytes(StandardCharsets.UTF_8));
        JudgeOptions options = failOn("policy").withPolicy(policy);
        Verdict fixed = judged(options, finding("CVE-1", Severity.HIGH, Fix.State.FIXED))
                .verdict();
        assertEquals(new Verdict(false, "production", List.of("A fix is out: CVE-1.")), fixed);
        Finding likely = finding("CVE-2", Severity.LOW, Fix.State.NOT_FIXED)
                .with()
                .epss(0.7)
                .build();
        assertEquals(
                List.of("Rule 'likely' is broken: CVE-2."),
                judged(options, likely).verdict().reasons());
        assertTrue(judged(options, finding("CVE-3", Severity.LOW, Fix.State.FIXED))
                .verdict()
                .passed());
        for (String bad : List.of(
                "rules: []",
                "rules:\n  - severity: high",
                "rules:\n  - name: x\n    when: 'finding.id =='",
                "rule: 1")) {
            org.junit.jupiter.api.Assertions.assertThrows(
                    dev.seawall.engine.model.SeawallException.class,
                    () -> Policies.read("p.yaml", bad.getBytes(StandardCharsets.UTF_8)),
                    bad);
        }
    }

    @Test
    void failingByPolicyNeedsOne() {
        org.junit.jupiter.api.Assertions.assertThrows(
                dev.seawall.engine.model.SeawallException.class, () -> judged(failOn("policy")));
    }

    @Test
    void globs() {
        assertTrue(Glob.ofPath("**/node_modules/*.json").matches("node_modules/a.json"));
        assertTrue(Glob.ofPath("a/**/b").matches("a/b"));
        assertTrue(Glob.ofPath("{a,b}/[0-9].txt").matches("b/7.txt"));
        assertFalse(Glob.ofPath("a/*").matches("a/b/c"));
        assertTrue(Glob.ofName("CVE-2022-*").matches("CVE-2022-9/x"));
        assertTrue(Glob.ofPath("a}b[").matches("a}b["));
    }
}
