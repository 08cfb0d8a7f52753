package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.detect.secret.SecretConfig;
import dev.seawall.engine.detect.secret.SecretDetector;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image's configuration and account files give away. */
final class ImageConfigurationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static Inventory inventory(String config, Map<String, byte[]> kept) throws IOException {
        ImageConfig parsed = ImageConfig.parse(config.getBytes(StandardCharsets.UTF_8));
        KeptFiles files = new KeptFiles(kept, FileTable.EMPTY);
        return new Inventory(Os.NONE, List.of(), FileTable.EMPTY, List.of(), List.of(), files, List.of(), parsed);
    }

    private static Set<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).collect(Collectors.toSet());
    }

    @Test
    void aBadConfigurationIsNamedInEveryPart() throws IOException {
        Inventory bad = inventory(
                "{\"config\":{\"Env\":[\"DB_PASSWORD=tr0ub4dor\",\"PATH=/bin:.\"],\"Cmd\":[\"supervisord\"],"
                        + "\"ExposedPorts\":{\"22/tcp\":{}}},\"rootfs\":{\"diff_ids\":[]},"
                        + "\"history\":[{\"created_by\":\"ADD https://registry.example.org/x.tgz /\"}]}",
                Map.of("etc/shadow", "root:*:1::::::\napp::1::::::\n".getBytes(StandardCharsets.UTF_8)));
        Set<String> found = ids(ImageConfiguration.findings(bad, "registry.example.org/shop:latest", TODAY));
        assertTrue(
                found.containsAll(Set.of(
                        "image-user-is-root",
                        "image-secret-in-environment",
                        "image-path-has-writable-folder",
                        "image-starts-several-services",
                        "image-exposes-ssh-port",
                        "image-history-adds-remote-file",
                        "image-has-empty-password",
                        "image-tag-is-latest")),
                found.toString());
    }

    @Test
    void aGoodConfigurationIsSilent() throws IOException {
        Inventory good = inventory(
                "{\"config\":{\"User\":\"1000\",\"Env\":[\"PATH=/usr/bin:/bin\"],\"Cmd\":[\"/app\"],"
                        + "\"Healthcheck\":{\"Test\":[\"CMD\",\"/app\",\"check\"]},"
                        + "\"Labels\":{\"org.opencontainers.image.source\":\"https://registry.example.org\"}},"
                        + "\"rootfs\":{\"diff_ids\":[]}}",
                Map.of());
        assertEquals(Set.of(), ids(ImageConfiguration.findings(good, "registry.example.org/shop:1.2", TODAY)));
        assertEquals(List.of(), ConfigurationSecrets.in(good, List.of()));
    }

    @Test
    void secretsInEnvironmentAndHistoryAreFoundAndNeverPrinted() throws IOException {
        String token = "ghp_" + "0Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx";
        Inventory leaking = inventory(
                "{\"config\":{\"Env\":[\"PATH=/bin\",\"GITHUB=" + token + "\"]},\"rootfs\":{\"diff_ids\":[]},"
                        + "\"history\":[{\"created_by\":\"RUN |1 T=" + token + " /bin/sh -c make\"}]}",
                Map.of());
        List<FoundHit> hits = ConfigurationSecrets.in(leaking, List.of());
        assertEquals(
                Set.of("image-config", "image-history"),
                hits.stream().map(h -> h.location().path()).collect(Collectors.toSet()));
        assertFalse(HitFindings.of(hits).toString().contains(token.substring(8)), "no value may be printed");
    }

    @Test
    void secretsInTheHistoryAreMaskedWhereALayerShowsIt() {
        String token = "ghp_" + "0Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx";
        String shown = ConfigurationSecrets.masked("|1 GITHUB_TOKEN=" + token + " /bin/sh -c make");
        assertTrue(shown.startsWith("|1 GITHUB_TOKEN=ghp_"), shown);
        assertTrue(shown.endsWith(" /bin/sh -c make"), shown);
        assertFalse(shown.contains(token.substring(8)), shown);
        String plain = "RUN /bin/sh -c apt-get install -y libauth-perl";
        assertEquals(plain, ConfigurationSecrets.masked(plain));
    }

    @Test
    void servicesThatTheStartScriptPutsIntoTheBackgroundAreNamed() throws IOException {
        String script = "#!/bin/sh\n# cron & co\nset -e\nnginx -g 'daemon on; a & b' > /log 2>&1 &\n"
                + "test -f /x && echo ok >&2\nsleep 5 &\nexec \"$@\"\n";
        Inventory several = inventory(
                "{\"config\":{\"Entrypoint\":[\"sh\",\"-c\",\"/start.sh\"]},\"rootfs\":{\"diff_ids\":[]}}",
                Map.of("start.sh", script.getBytes(StandardCharsets.UTF_8)));
        List<Finding> found = ImageConfiguration.findings(several, "registry.example.org/shop:1.2", TODAY);
        Finding services = found.stream()
                .filter(finding -> finding.id().equals("image-starts-several-services"))
                .findFirst()
                .orElseThrow();
        assertTrue(services.evidence().endsWith("in the background start.sh: nginx"), services.evidence());
    }

    @Test
    void anImageThatNobodyRebuiltForAYearIsOld() throws IOException {
        String config = "{\"created\":\"%s\",\"config\":{},\"rootfs\":{\"diff_ids\":[]}}";
        for (String made : List.of("1970-01-01T00:00:00Z", "2025-12-24T10:00:00Z", "2027-01-01T00:00:00Z", "soon")) {
            Inventory young = inventory(config.formatted(made), Map.of());
            assertFalse(ids(ImageConfiguration.findings(young, "shop:1", TODAY)).contains("image-is-old"), made);
        }
        Inventory old = inventory(config.formatted("2024-05-06T10:00:00.123456789Z"), Map.of());
        assertTrue(ids(ImageConfiguration.findings(old, "shop:1", TODAY)).contains("image-is-old"));
    }

    @Test
    void aUsersSecretRulesHoldForEnvironmentAndHistoryToo(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(
                folder.resolve("trivy-secret.yaml"),
                "rules:\n  - id: house-token\n    title: House token\n    severity: HIGH\n    category: house\n"
                        + "    regex: 'house-[0-9]{6}'\n    keywords: [house-]\ndisable-rules: [github-pat]\n");
        Inventory leaking = inventory(
                "{\"config\":{\"Env\":[\"T=house-123456\",\"G=ghp_" + "0Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx"
                        + "\"]},\"rootfs\":{\"diff_ids\":[]},\"history\":[]}",
                Map.of());
        List<FoundHit> hits = ConfigurationSecrets.in(leaking, List.of(SecretDetector.of(SecretConfig.read(rules))));
        assertEquals(
                List.of("house-token"), hits.stream().map(h -> h.hit().id()).toList());
    }
}
