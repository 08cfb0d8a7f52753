package dev.seawall.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.Records;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How advisories become findings. */
final class MatcherTest {
    private static final Os DEBIAN = new Os("debian", "11", "bullseye", false);

    @TempDir
    private Path temp;

    private List<Finding> match(Os os, Package pkg, String... records) throws IOException {
        return match(MatchOptions.DEFAULT, os, pkg, records);
    }

    private List<Finding> match(MatchOptions options, Os os, Package pkg, String... records) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("osv"));
        for (int i = 0; i < records.length; i++) {
            Files.writeString(folder.resolve(i + ".json"), records[i]);
        }
        try (Advisories advisories = Advisories.folder(folder, SeawallHome.below(temp))) {
            return Matcher.match(List.of(pkg), os, advisories, options).findings();
        }
    }

    private static Package npm(String version) {
        return Package.of("npm", "left-pad", version, "package-lock.json", 3);
    }

    private static String record(String id, String fixed, String more) {
        return Records.json(id, "npm", "left-pad", fixed, more);
    }

    @Test
    void oneCveIsOneFindingWhateverNamesIt() throws IOException {
        List<Finding> findings = match(
                Os.NONE,
                npm("1.0.0"),
                record("GHSA-aaaa", "1.2.0", "\"aliases\":[\"CVE-2020-1000\"],"),
                record("NODESEC-7", "1.3.0", "\"aliases\":[\"GHSA-aaaa\"],"),
                record("CVE-2020-1000", "1.1.0", ""));
        assertEquals(1, findings.size());
        Finding finding = findings.getFirst();
        assertEquals("CVE-2020-1000", finding.id());
        assertEquals(List.of("GHSA-aaaa", "NODESEC-7"), finding.aliases());
        assertEquals("1.3.0", finding.fix().version());
    }

    @Test
    void cyclicAliasesEnd() throws IOException {
        List<Finding> findings = match(
                Os.NONE,
                npm("1.0.0"),
                record("A", "2.0.0", "\"aliases\":[\"B\",\"A\"],"),
                record("B", "2.0.0", "\"aliases\":[\"C\"],"),
                record("C", "2.0.0", "\"aliases\":[\"A\"],"));
        assertEquals(1, findings.size());
        assertEquals("A", findings.getFirst().id());
    }

    @Test
    void anAdvisoryThatPassesOnTwoCvesIsTwoFindings() throws IOException {
        Package libssl = Package.of("deb", "libssl1.1", "1.1.1k-1", "var/lib/dpkg/status", 1)
                .withSource(new SourcePackage("openssl", "1.1.1k-1"));
        String dsa = Records.json(
                "DSA-5103-1",
                "Debian:11",
                "openssl",
                "1.1.1k-1+deb11u2",
                "\"upstream\":[\"CVE-2022-0778\",\"CVE-2022-0001\"],");
        String nvd = "{\"id\":\"CVE-2022-0778\",\"modified\":\"2023\",\"severity\":[{\"type\":\"CVSS_V3\","
                + "\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H\"}]}";
        List<Finding> findings = match(DEBIAN, libssl, dsa, nvd);
        assertEquals(
                List.of("CVE-2022-0001", "CVE-2022-0778"),
                findings.stream().map(Finding::id).toList());
        assertEquals(List.of("DSA-5103-1"), findings.getLast().aliases());
        assertEquals(Severity.HIGH, findings.getLast().severity());
        assertEquals("nvd", findings.getLast().severitySource());
        assertEquals(7.5, findings.getLast().cvss().getFirst().score());
    }

    @Test
    void aVersionThatDoesNotParseIsUnknownAndStaysOpen() throws IOException {
        List<Finding> findings = match(
                Os.NONE,
                npm("not a version"),
                record("A", "2.0.0", "").replace("\"introduced\":\"0\"", "\"introduced\":\"1.0.0\""));
        assertEquals(FindingStatus.OPEN, findings.getFirst().status());
        assertTrue(findings.getFirst().evidence().startsWith("unknown: version not a version"));
        assertTrue(findings.getFirst().evidence().contains("does not parse"));
    }

    @Test
    void withdrawnAndFixedSayNothing() throws IOException {
        assertEquals(
                List.of(),
                match(
                        Os.NONE,
                        npm("1.0.0"),
                        record("A", "2.0.0", "\"withdrawn\":\"2024-01-01T00:00:00Z\","),
                        record("B", "1.0.0", "")));
    }

    @Test
    void noiseIsFoldedWithItsReason() throws IOException {
        String record = record("A", "2.0.0", "");
        Finding dev = match(Os.NONE, npm("1.0.0").withScope(Scope.DEV), record).getFirst();
        assertEquals(FindingStatus.FOLDED, dev.status());
        MatchOptions all = new MatchOptions(true, true, List.of());
        assertEquals(
                FindingStatus.OPEN,
                match(all, Os.NONE, npm("1.0.0").withScope(Scope.DEV), record)
                        .getFirst()
                        .status());
        Finding covered = match(Os.NONE, npm("1.0.0").withCoveredBy("pkg:deb/debian/node@1"), record)
                .getFirst();
        assertTrue(covered.reason().contains("pkg:deb/debian/node@1"));
        Package headers = Package.of("deb", "linux-libc-dev", "5.10.1-1", "var/lib/dpkg/status", 1)
                .withSource(new SourcePackage("linux", "5.10.1-1"));
        Finding kernel = match(DEBIAN, headers, Records.json("CVE-2024-1", "Debian:11", "linux", "5.10.2-1", ""))
                .getFirst();
        assertEquals(FindingStatus.FOLDED, kernel.status());
    }

    @Test
    void aMaliciousPackageIsMalware() throws IOException {
        Finding finding =
                match(Os.NONE, npm("1.0.0"), record("MAL-2026-1", "9.9.9", "")).getFirst();
        assertEquals(FindingKind.MALWARE, finding.kind());
        assertEquals(Severity.CRITICAL, finding.severity());
    }

    @Test
    void endOfLifeWillNotBeFixed() throws IOException {
        String record = record("A", "2.0.0", "")
                .replace(",{\"fixed\":\"2.0.0\"}", "")
                .replace("\"ranges\"", "\"database_specific\":{\"status\":\"end-of-life\"},\"ranges\"");
        assertEquals(
                Fix.State.WONT_FIX,
                match(Os.NONE, npm("1.0.0"), record).getFirst().fix().state());
    }
}
