package dev.seawall.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases where Lynis and OpenSCAP answer wrongly. */
final class WhereOthersAreWrongTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static CheckResult judge(String id, Map<String, ?> tree) {
        HostCheck check = HostChecks.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        return HostAudit.judge(HostCheckSamplesTest.host(tree), check, Map.of());
    }

    /** KRNL-6000 calls forwarding a weakness on hosts whose containers need it. */
    @Test
    void containerHostsForward() {
        Map<String, ?> tree = Map.of("live", true, "proc/sys/net/ipv4/ip_forward", "1\n", "usr/bin/containerd", "x");
        assertEquals(Outcome.NOT_APPLICABLE, judge("HC-K26", tree).outcome());
    }

    /** LOGG-2138 asks for klogd, which no current log daemon needs. */
    @Test
    void klogdIsNotNeeded() {
        Map<String, ?> tree = Map.of(
                "live",
                true,
                "proc/9/comm",
                "systemd-journal\n",
                "proc/9/exe",
                Map.of("link", "/usr/lib/systemd/systemd-journald"),
                "var/log/journal/x",
                "x");
        assertEquals(Outcome.PASS, judge("HC-L01", tree).outcome());
    }

    /** BOOT-5264 says "unsafe" without saying what is missing. */
    @Test
    void sandboxingNamesTheParameters() {
        CheckResult result = judge("HC-S05", Map.of("etc/systemd/system/a.service", "[Service]\nExecStart=/a\n"));
        assertTrue(result.evidence().contains("NoNewPrivileges"), result.evidence());
    }

    /** Searching the file finds the last word; sshd takes the first. */
    @Test
    void theFirstValueOfSshdWins() {
        String text = "PermitRootLogin no\nPermitRootLogin yes\n";
        assertEquals(
                Outcome.PASS,
                judge("HC-A10", Map.of("etc/ssh/sshd_config", text)).outcome());
    }

    /** OpenSCAP ends with success where every rule was not applicable. */
    @Test
    void anEmptyRootIsNoCleanOne() throws IOException {
        assertThrows(SeawallException.class, () -> audit(folder));
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/os-release"), "ID=debian\nVERSION_ID=12\n");
        CheckResult coverage = audit(folder).checks().getLast();
        assertEquals(List.of("HC-Z01", Outcome.FAIL), List.of(coverage.id(), coverage.outcome()));
    }

    /** With --rootdir Lynis mixes the host and the tree. */
    @Test
    void anotherRootIsAllThatIsLookedAt() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/os-release"), "ID=debian\nVERSION_ID=12\n");
        Files.createSymbolicLink(folder.resolve("etc/passwd"), Path.of("/../../../etc/passwd"));
        Files.createSymbolicLink(folder.resolve("etc/shadow"), Path.of("../../../../../../../../etc/shadow"));
        Report report = audit(folder);
        assertEquals(Outcome.NOT_APPLICABLE, outcome(report, "HC-A01"));
        assertEquals(Outcome.NOT_APPLICABLE, outcome(report, "HC-A02"));
        assertEquals(Outcome.INCONCLUSIVE, outcome(report, "HC-P10"));
        assertEquals(Outcome.INCONCLUSIVE, outcome(report, "HC-S02"));
    }

    @Test
    void thisHostIsDecided() {
        assumeTrue(Files.isReadable(Path.of("/etc/shadow")), "only root can audit");
        assumeTrue(Files.exists(Path.of("/etc/debian_version")), "made for a Debian host");
        assumeTrue(Boolean.getBoolean("seawall.host.live"), "walks the whole disk: run with -Dseawall.host.live=true");
        Report report = HostAudit.audit(new AuditRequest(null, MemoryFiles.NOW, Advisories::starter, Map.of()));
        long decided = report.checks().stream()
                .filter(each -> each.outcome() == Outcome.PASS || each.outcome() == Outcome.FAIL)
                .count();
        assertTrue(decided >= 90, decided + " decided");
    }

    private static Report audit(Path root) {
        return HostAudit.audit(new AuditRequest(root, MemoryFiles.NOW, Advisories::starter, Map.of()));
    }

    private static Outcome outcome(Report report, String id) {
        return report.checks().stream()
                .filter(each -> each.id().equals(id))
                .map(CheckResult::outcome)
                .findFirst()
                .orElseThrow();
    }
}
