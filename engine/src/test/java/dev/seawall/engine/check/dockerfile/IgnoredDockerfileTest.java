package dev.seawall.engine.check.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IgnoredDockerfileTest {
    @TempDir
    Path folder;

    private List<FindingStatus> statuses(String check, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), text);
        Report report = Checker.check(CheckRequest.of(List.of(file.toString())));
        return report.findings().stream()
                .filter(finding -> finding.id().equals(check))
                .map(Finding::status)
                .toList();
    }

    private static final List<FindingStatus> OPEN = List.of(FindingStatus.OPEN);
    private static final List<FindingStatus> SUPPRESSED = List.of(FindingStatus.SUPPRESSED);

    @Test
    void commentsAboveAnInstruction() throws IOException {
        String check = "last-user-root";
        assertEquals(OPEN, statuses(check, "FROM scratch\nUSER root\n"));
        assertEquals(SUPPRESSED, statuses(check, "FROM scratch\n# hadolint ignore=DL3002\nUSER root\n"));
        assertEquals(SUPPRESSED, statuses(check, "FROM scratch\n# hadolint ignore=DL3001, DL3002 # why\nUSER root\n"));
        assertEquals(OPEN, statuses(check, "FROM scratch\n# hadolint ignore=DL3001\nUSER root\n"));
        assertEquals(OPEN, statuses(check, "# hadolint ignore=DL3002\nFROM scratch\nUSER root\n"));
        assertEquals(OPEN, statuses(check, "FROM scratch\n# hadolint ignore=crazy,DL3002\nUSER root\n"));
        assertEquals(
                SUPPRESSED, statuses(check, "# hadolint global ignore = DL3002 , DL3003\nFROM scratch\nUSER root\n"));
        assertEquals(SUPPRESSED, statuses("base-image-without-tag", "#trivy:ignore:AVD-DS-0001\nFROM debian\n"));
    }

    @Test
    void configurationBesideTheFile() throws IOException {
        Files.writeString(folder.resolve(".hadolint.yaml"), "ignored: [DL3002]\ntrustedRegistries: [docker.io]\n");
        assertEquals(SUPPRESSED, statuses("last-user-root", "FROM scratch\nUSER root\n"));
        assertEquals(OPEN, statuses("registry-not-allowed", "FROM random.example.org/debian:12\n"));
        assertEquals(List.of(), statuses("registry-not-allowed", "FROM team/debian:12 AS a\nFROM a\nFROM scratch\n"));
    }
}
