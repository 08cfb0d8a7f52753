package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding's identity does not depend on how the target is spelled. */
final class FingerprintTest {
    @TempDir
    private Path temp;

    private static List<String> identities(String target) {
        SourceOptions source = SourceOptions.of(RegistryOptions.of(Map.of())).withOffline(true);
        ScanRequest request = new ScanRequest(
                target, ScanOptions.defaults(), source, MatchOptions.DEFAULT, LocalDate.of(2026, 11, 25));
        List<Finding> findings;
        try (Advisories advisories = Advisories.starter()) {
            findings =
                    new Scanner(met -> advisories, Progress.NONE).scan(request).findings();
        }
        assertTrue(findings.stream().anyMatch(each -> each.kind() == FindingKind.MISCONFIGURATION), target);
        findings.forEach(each -> assertFalse(
                each.location().path().startsWith("/"), each.location().path()));
        return findings.stream()
                .map(each -> each.fingerprint() + " " + each.id() + " "
                        + each.location().path())
                .sorted()
                .toList();
    }

    @Test
    void everySpellingOfAPathGivesTheSameFingerprints() throws IOException {
        Path project = Files.createDirectories(temp.resolve("a/project"));
        Path below = Files.createDirectories(project.resolve("deploy"));
        Files.createDirectories(temp.resolve("a/other"));
        Files.writeString(project.resolve("Dockerfile"), "FROM alpine:latest\nADD https://example.org/x /x\n");
        Files.writeString(project.resolve("requirements.txt"), "flask==1.0\n");
        Files.writeString(below.resolve("compose.yaml"), "services:\n  web:\n    image: nginx\n    privileged: true\n");
        List<String> expected = identities(project.toString());
        Path here = Path.of("").toAbsolutePath();
        for (String spelling : List.of(
                project + "/",
                project + "/.",
                temp.resolve("a/other") + "/../project",
                "dir:" + project,
                here.relativize(project.toAbsolutePath()).toString())) {
            assertEquals(expected, identities(spelling), spelling);
        }
    }
}
