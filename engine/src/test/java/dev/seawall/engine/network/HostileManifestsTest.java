package dev.seawall.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.model.SeawallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostileManifestsTest {
    private static final String POD = "kind: Pod\nmetadata: {name: a, labels: {app: a}}\n---\n";

    @TempDir
    Path folder;

    private NetworkAnalysis analysis(String yaml) throws IOException {
        Files.writeString(folder.resolve("all.yaml"), yaml);
        return NetworkAnalyzer.analyze(folder, false);
    }

    @Test
    void bombsCyclesAndDepthBecomeUnreadableFiles() throws IOException {
        Files.writeString(folder.resolve("pod.yaml"), POD);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(8) + "*a" + (i - 1) + "]\n");
        }
        for (String text :
                List.of(bomb.toString(), "a: &a\n  b: *a\n", "[".repeat(20_000), "kind: Pod\nspec: &s {x: *s}\n")) {
            NetworkAnalysis analysis = analysis(text);
            assertEquals(1, analysis.unreadable().size(), text.substring(0, 10));
            assertEquals(List.of("default/a[Pod]"), analysis.peers());
        }
    }

    @Test
    void tenThousandAddressBlocksAreCutQuickly() throws IOException {
        StringBuilder yaml = new StringBuilder(POD);
        yaml.append("kind: NetworkPolicy\nmetadata: {name: p}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n");
        for (int i = 0; i < 10_000; i++) {
            yaml.append("    - ipBlock: {cidr: 10." + (i >> 8) + "." + (i & 255) + ".0/25}\n");
        }
        assertEquals(10_001, analysis(yaml.toString()).connections().size());
    }

    @Test
    void aThousandPodsAndTwoHundredPoliciesAreDecidedByClass() throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            yaml.append("kind: Pod\nmetadata: {name: p" + i + ", namespace: n" + i % 20 + ", labels: {app: a" + i % 50
                    + "}}\n---\n");
        }
        for (int i = 0; i < 200; i++) {
            yaml.append("kind: NetworkPolicy\nmetadata: {name: q" + i + ", namespace: n" + i % 20 + "}\nspec:\n"
                    + "  podSelector: {matchLabels: {app: a" + i % 50 + "}}\n"
                    + "  ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: a" + (i + 1) % 50
                    + "}}}], ports: [{port: " + (1000 + i) + "}]}]\n---\n");
        }
        NetworkAnalysis analysis = analysis(yaml.toString());
        assertEquals(1_000, analysis.peers().size());
        assertTrue(analysis.connections().size() > 10_000);
    }

    @Test
    void hostileNamesStayTextInEveryFormat() throws IOException {
        String name = "a</script><script>alert(1)</script>\\u001b[31m\\\"";
        NetworkAnalysis analysis =
                analysis("kind: Pod\nmetadata: {name: \"" + name + "\"}\n---\nkind: Pod\nmetadata: {name: b}\n");
        for (NetworkFormat format : NetworkFormat.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            format.write(analysis, out);
            String text = out.toString(StandardCharsets.UTF_8);
            assertFalse(text.contains("\u001b"), format.name());
            assertFalse(format == NetworkFormat.HTML && text.contains("<script>alert"), "a name became a script");
        }
        assertTrue(NetworkAnalyzer.networkPolicies(folder).contains("default-deny"));
    }

    @Test
    void damagedManifestsAreRefusedOrRead() throws IOException {
        byte[] policies = resource("policies.yaml");
        byte[] compose = resource("compose.yaml");
        Path file = folder.resolve("all.yaml");
        Fuzz.run(List.of(policies, compose), input -> {
            Files.write(file, input);
            try {
                NetworkAnalyzer.analyze(file, true);
                NetworkAnalyzer.networkPolicies(file);
            } catch (SeawallException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("Tried to"));
            }
        });
        assertThrows(SeawallException.class, () -> NetworkAnalyzer.analyze(folder.resolve("none"), false));
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = HostileManifestsTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
