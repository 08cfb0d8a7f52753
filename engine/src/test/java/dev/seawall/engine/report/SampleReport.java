package dev.seawall.engine.report;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Scope;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.SourcePackage;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Reports with something of everything, hostile names included. */
final class SampleReport {
    static final String HOSTILE = "<script>alert(1)</script>\u001b[31m\u202eevil|`*\"'&]]>";
    private static final List<Layer> LAYERS = List.of(
            layer(0, "ADD rootfs.tar.xz / # debian:12.5", true),
            layer(1, "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl", true),
            layer(2, "WORKDIR /app", false),
            layer(3, "COPY package.json package-lock.json ./", false),
            layer(4, "RUN npm ci --omit=dev", false),
            layer(5, "COPY . . # <script>alert('layer')</script>", false));

    private SampleReport() {}

    private static Digest digest(int n) {
        return Digest.sha256(("layer" + n).getBytes(StandardCharsets.UTF_8));
    }

    private static Layer layer(int n, String command, boolean base) {
        return new Layer(digest(n + 100), digest(n), command, base);
    }

    /** A small report in which every field of every record is used. */
    static Report small() {
        Package openssl = Package.of("deb", "libssl3", "3.0.11-1", "var/lib/dpkg/status", 120)
                .withNamespace("debian")
                .withSource(new SourcePackage("openssl", "3.0.11-1"))
                .withQualifier("arch", "amd64")
                .withQualifier("distro", "debian-12")
                .withLicenses(List.of("Apache-2.0"))
                .withLayer(digest(0));
        Package log4j = Package.of(
                        "maven",
                        "org.apache.logging.log4j:log4j-core",
                        "2.14.1",
                        "app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar",
                        0)
                .withLayer(digest(5))
                .withLicenses(List.of("The Apache Software License, Version 2.0", "MIT"));
        Package scoped = Package.of("npm", "@babel/traverse", "7.20.0", "app/package-lock.json", 33)
                .withScope(Scope.DEV)
                .withLicenses(List.of("MIT OR Apache-2.0"))
                .withCoveredBy("pkg:deb/debian/node-babel7@7.20.0")
                .withLayer(digest(4));
        Package hostile = Package.of("npm", HOSTILE, "1.0\n.0", "app/" + HOSTILE, 1);
        Package rpm = Package.of("rpm", "openssl-libs", "1:1.0.2k-16.el7", "var/lib/rpm/Packages", 0)
                .withNamespace("centos");
        List<Finding> findings = new ArrayList<>(vulnerabilities(openssl, log4j, scoped, hostile));
        findings.addAll(others());
        CheckResult check = new CheckResult(
                "runs-as-root",
                List.of("trivy:DS002", "hadolint:DL3002"),
                "Runs as root",
                CheckResult.Outcome.FAIL,
                Severity.HIGH,
                List.of(Practice.DEP_1),
                List.of("CIS-Docker:4.1"),
                "USER is not set",
                Location.of("Dockerfile", 3),
                "Add USER 1000");
        TreeMap<String, String> sources = new TreeMap<>();
        sources.put("Debian", "2026-11-19T00:00:00Z");
        Target target = new Target(
                Target.Kind.IMAGE,
                "registry.example.org/shop/web:1.4",
                Digest.sha256(new byte[] {1}),
                new Os("debian", "12", "bookworm", true),
                LAYERS);
        return new Report(
                new DatabaseInfo("2026-11-20T00:00:00Z", sources),
                target,
                List.of(openssl, log4j, scoped, hostile, rpm),
                findings,
                List.of(check),
                List.of(new FileStatus("usr/lib/x.jar", FileStatus.State.MALFORMED, "no end of central directory")),
                List.of(new Coverage("Debian:12", true), new Coverage("npm", false)),
                new Verdict(false, "fail-on high", List.of("2 open findings are high or worse: 1 CRITICAL, 1 HIGH.")));
    }

    private static List<Finding> vulnerabilities(Package openssl, Package log4j, Package scoped, Package hostile) {
        return List.of(
                vulnerability(
                                "CVE-2023-0286",
                                openssl,
                                Severity.HIGH,
                                "X.400 address type confusion in X.509 GeneralName")
                        .fix(new Fix(Fix.State.FIXED, "3.0.11-1~deb12u2", null))
                        .epss(0.0123)
                        .aliases(List.of("DSA-5343-1"))
                        .build(),
                vulnerability("CVE-2021-44228", log4j, Severity.CRITICAL, "Remote code injection in Log4j")
                        .fix(new Fix(Fix.State.FIXED, "2.15.0", null))
                        .kev(true)
                        .epss(0.97512)
                        .priority(100, List.of("critical", "known to be exploited", "EPSS 97.5 %"))
                        .build(),
                vulnerability("GHSA-67hx-6x53-jw92", scoped, Severity.UNKNOWN, "Arbitrary code when compiling")
                        .status(FindingStatus.FOLDED, "development package")
                        .build(),
                vulnerability("CVE-2024-1", hostile, Severity.MEDIUM, HOSTILE).build(),
                vulnerability("CVE-2024-2", openssl, Severity.LOW, "Minor")
                        .fix(new Fix(Fix.State.WONT_FIX, "", null))
                        .status(FindingStatus.NOT_AFFECTED, "VEX a.json: not affected, code not present")
                        .build());
    }

    private static List<Finding> others() {
        return List.of(
                Finding.builder(FindingKind.SECRET, "aws-access-key")
                        .severity(Severity.CRITICAL, "seawall")
                        .title("AWS access key")
                        .location(new Location("app/.env", 4, 4, digest(5), true))
                        .evidence("AKIA… (20 characters)")
                        .practices(List.of(Practice.SEC_1))
                        .build(),
                Finding.builder(FindingKind.MISCONFIGURATION, "runs-as-root")
                        .severity(Severity.HIGH, "seawall")
                        .title("Runs as root")
                        .aliases(List.of("trivy:DS002"))
                        .location(Location.of("Dockerfile", 3))
                        .evidence("USER is not set")
                        .fix(Fix.advice("Add USER 1000"))
                        .practices(List.of(Practice.DEP_1))
                        .controls(List.of("CIS-Docker:4.1"))
                        .status(FindingStatus.EXCEPTED, "legacy (team-x, until 2027-01-01)")
                        .build());
    }

    static Finding.Builder vulnerability(String id, Package pkg, Severity severity, String title) {
        return Finding.builder(FindingKind.VULNERABILITY, id)
                .severity(severity, "nvd")
                .title(title)
                .pkg(pkg)
                .location(new Location(pkg.path(), pkg.line(), pkg.line(), pkg.layer(), false))
                .cvss(List.of(
                        new CvssScore("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, "nvd"),
                        new CvssScore("AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5, "redhat")))
                .references(List.of("https://example.org/advisory/" + id, "javascript:alert(1)"))
                .practices(List.of(Practice.IMG_3))
                .controls(List.of("NIST-800-190:4.1.1"));
    }

    /** A report of a size real images reach. */
    static Report large(int packages, int findings) {
        Random random = new Random(7);
        List<Package> all = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            String ecosystem = i % 3 == 0 ? "deb" : i % 3 == 1 ? "npm" : "maven";
            String name = (ecosystem.equals("maven") ? "org.example.group:" : "") + "package-" + i;
            all.add(Package.of(
                            ecosystem,
                            name,
                            i % 7 + "." + i % 13 + ".1+b" + i % 3,
                            "opt/app" + i % 40 + "/lock",
                            i % 900)
                    .withNamespace(ecosystem.equals("deb") ? "debian" : "")
                    .withLayer(digest(i % 6))
                    .withLicenses(List.of("MIT")));
        }
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < findings; i++) {
            Package pkg = all.get(random.nextInt(Math.min(packages, 400)));
            Severity severity = Severity.values()[Math.min(4, (int) Math.abs(random.nextGaussian() * 0.9 + 2))];
            found.add(vulnerability(
                            "CVE-20" + (15 + i % 11) + "-" + (10_000 + i),
                            pkg,
                            severity,
                            "A flaw in " + pkg.name() + " lets a remote attacker read memory it should not")
                    .fix(
                            i % 4 == 0
                                    ? new Fix(Fix.State.NOT_FIXED, "", null)
                                    : new Fix(Fix.State.FIXED, "9." + i % 9, null))
                    .epss(random.nextDouble() / 10)
                    .kev(i % 400 == 3)
                    .build());
        }
        Report small = small();
        found.addAll(others());
        return new Report(
                small.database(),
                small.target(),
                all,
                found,
                small.checks(),
                small.files(),
                small.coverage(),
                small.verdict());
    }
}
