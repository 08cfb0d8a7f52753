package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.check.kubernetes.KubernetesReader;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken and malicious manifests: an error with its place, the others still checked. */
final class HostileConfigurationTest {
    private static final String BAD_POD = """
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: bad}
            spec: {hostPID: true, containers: [{name: a, image: b}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void twinKeysAreAnErrorWithTheirPlace() throws IOException {
        Report report = check("apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true\n  hostPID: false\n" + BAD_POD);
        assertProblem(report, "line 5, column 3: the key 'hostPID' is there twice");
    }

    @Test
    void tabsAreAnErrorWithTheirPlace() throws IOException {
        assertProblem(check("apiVersion: v1\nkind: Pod\nspec:\n\thostPID: true\n" + BAD_POD), "line 4, column 1");
    }

    @Test
    void bombsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " ["
                    + String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias, alias))
                    + "]\n");
        }
        assertProblem(check(bomb + BAD_POD), "values");
    }

    @Test
    void cyclesAreRefused() throws IOException {
        assertProblem(check("apiVersion: v1\nkind: Pod\nspec: &a {b: *a}\n" + BAD_POD), "line 3");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        String deep = "apiVersion: v1\nkind: Pod\nspec: " + "[".repeat(100_000) + "\n";
        assertEquals(1, check(deep + BAD_POD).files().size());
    }

    @Test
    void longLinesAreRead() throws IOException {
        Report report = check("apiVersion: v1\nkind: ConfigMap\ndata: {a: " + "x".repeat(10_000_000) + "}\n" + BAD_POD);
        assertEquals(List.of(), report.files());
        assertTrue(report.findings().stream().anyMatch(f -> f.id().equals("shares-host-namespaces")));
    }

    @Test
    void mergesAndAnchorsAreFollowed() throws IOException {
        Report report = check("""
                apiVersion: v1
                kind: Pod
                metadata: {name: merged}
                x: &base
                  securityContext: {privileged: yes}
                spec:
                  containers:
                  - <<: *base
                    name: a
                    image: b
                """);
        assertEquals(
                List.of(5),
                report.findings().stream()
                        .filter(f -> f.id().equals("runs-privileged"))
                        .map(f -> f.location().line())
                        .toList());
    }

    @Test
    void wrongShapesNeverThrow() throws IOException {
        for (String spec : List.of(
                "null",
                "[]",
                "5",
                "{containers: 7}",
                "{containers: [7, null, {}]}",
                "{containers: [{securityContext: 3, ports: {a: 1}}], volumes: x}",
                "{securityContext: [1]}")) {
            Report report = check("apiVersion: v1\nkind: Pod\nmetadata: [1]\nspec: " + spec + "\n");
            assertEquals(List.of(), report.files(), spec);
        }
    }

    @Test
    void otherEncodingsAndTruncationsNeverThrow() throws IOException {
        byte[] whole = BAD_POD.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            new KubernetesReader().read(InputFile.of("a.yaml", java.util.Arrays.copyOf(whole, length)));
        }
        new KubernetesReader().read(InputFile.of("a.yaml", BAD_POD.getBytes(StandardCharsets.UTF_16)));
    }

    private Report check(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), text);
        return Checker.check(CheckRequest.of(List.of(file.toString())));
    }

    private static void assertProblem(Report report, String reason) {
        assertEquals(1, report.files().size(), report.files().toString());
        assertEquals(FileStatus.State.MALFORMED, report.files().getFirst().status());
        assertTrue(
                report.files().getFirst().reason().contains(reason),
                report.files().toString());
        assertTrue(
                report.findings().stream().anyMatch(f -> f.id().equals("shares-host-namespaces")),
                "the other document was not checked");
    }
}
