package dev.seawall.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The peers' own samples. */
final class PeerSecretsTest {
    private static final Path CASES = SecretFiles.above("shared/cases");

    @Test
    void gitleaksSamples() throws IOException {
        Path samples = CASES.resolve("gitleaks/samples.jsonl");
        assumeTrue(Files.exists(samples), "no samples of gitleaks at " + samples);
        List<String> missed = new ArrayList<>();
        List<String> loud = new ArrayList<>();
        for (String line : Files.readAllLines(samples)) {
            JsonNode sample = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            String rule = sample.get("rule").asString();
            boolean expected = sample.get("expect").asBoolean();
            if (SecretFiles.ids("sample.txt", sample.get("text").asString()).contains(rule) != expected) {
                (expected ? missed : loud).add(rule);
            }
        }
        assertTrue(missed.size() <= 1, "missed " + missed);
        assertTrue(loud.size() <= 1, "must be silent: " + loud);
    }

    @Test
    void trivyCases() throws IOException {
        Path cases = CASES.resolve("trivy");
        assumeTrue(Files.isDirectory(cases), "no cases of Trivy at " + cases);
        try (Stream<Path> folders = Files.list(cases)) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().startsWith("secret-"))
                    .sorted()
                    .toList()) {
                trivyCase(folder);
            }
        }
    }

    private static void trivyCase(Path folder) throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        for (JsonNode secret :
                Json.parse(Files.readAllBytes(folder.resolve("expected.json"))).get("secrets")) {
            expected.add("%s %s %s %d-%d %s"
                    .formatted(
                            secret.get("file").asString(),
                            secret.get("rule").asString(),
                            secret.get("severity").asString(),
                            secret.get("startLine").asInt(),
                            secret.get("endLine").asInt(),
                            secret.get("title").asString()));
        }
        SecretScan scan = SecretScan.of(SecretConfig.read(folder.resolve("input/trivy-secret.yaml")));
        TreeSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("input"))) {
            for (Path file : files.filter(f -> SecretPaths.wants(f.getFileName().toString()))
                    .toList()) {
                String name = file.getFileName().toString();
                for (Hit hit : SecretFiles.hits(scan, name, Files.readAllBytes(file))) {
                    found.add("%s %s %s %d-%d %s"
                            .formatted(name, hit.id(), hit.severity(), hit.line(), hit.endLine(), hit.title()));
                }
            }
        }
        assertEquals(expected, found, folder.getFileName().toString());
    }
}
