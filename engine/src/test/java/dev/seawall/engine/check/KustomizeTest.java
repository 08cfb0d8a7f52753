package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.check.kustomize.KustomizeReader;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What we make of kustomizations is what {@code kubectl kustomize} makes of them; findings stand in the files that set them. */
final class KustomizeTest {
    private static final Path SAMPLES = Path.of("src/test/resources/check/kustomize");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> kubectlBuildsTheSame() throws IOException {
        List<Path> samples;
        try (Stream<Path> list = Files.list(SAMPLES)) {
            samples = list.sorted().toList();
        }
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getFileName().toString(), () -> compare(sample)));
    }

    private void compare(Path sample) throws IOException, InterruptedException {
        Path kubectl = Path.of("/usr/bin/kubectl");
        Assumptions.assumeTrue(Files.isExecutable(kubectl), "kubectl is not installed");
        Path out = folder.resolve("out.yaml");
        Process process = new ProcessBuilder(kubectl.toString(), "kustomize", sample.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor());
        Map<String, Object> theirs = new TreeMap<>();
        YamlTree.parse(Files.readAllBytes(out)).forEach(tree -> put(theirs, (SourceMap) tree.root()));
        Documents read = new KustomizeReader().read(new InputFile(sample, sample.toString(), true));
        assertEquals(List.of(), read.problems());
        Map<String, Object> ours = new TreeMap<>();
        read.documents().forEach(document -> put(ours, document.root()));
        assertEquals(theirs.keySet(), ours.keySet());
        theirs.forEach((name, object) -> assertEquals(object, ours.get(name), name));
    }

    private static void put(Map<String, Object> to, SourceMap object) {
        to.put(object.text("kind") + " " + TreePath.value(object, "metadata.name"), object);
    }

    private static List<Finding> findings(Path path, String check) {
        return Checker.check(CheckRequest.of(List.of(path.toString()))).findings().stream()
                .filter(finding -> finding.id().equals(check))
                .toList();
    }

    @Test
    void findingsStandInTheFileThatSetsThem() {
        List<Finding> patched = findings(SAMPLES.resolve("delete"), "shares-host-network-namespace");
        Finding privileged =
                findings(SAMPLES.resolve("images"), "runs-privileged").getFirst();
        assertEquals(
                SAMPLES + "/images/base/deployment.yaml", privileged.location().path());
        assertEquals(41, privileged.location().line());
        assertEquals(1, patched.size());
        assertEquals(
                SAMPLES + "/delete/base/deployment.yaml",
                patched.getFirst().location().path());
    }

    @Test
    void theOverlaysPatchIsJudgedNotTheBaseAlone() {
        assertTrue(findings(SAMPLES.resolve("overlay"), "runs-privileged").stream()
                .allMatch(finding -> finding.location().path().contains("/base/")));
    }

    @Test
    void remoteAndAbsentBasesAreNamedAndTheRestIsChecked() throws IOException {
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                "resources:\n- https://example.org/base?ref=v1\n- github.com/a/b//c\n- gone.yaml\n- pod.yaml\n- loop\n"
                        + "helmCharts: []\n");
        Files.writeString(
                folder.resolve("pod.yaml"),
                "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true, containers: [{name: a, image: b}]}\n");
        Files.createDirectory(folder.resolve("loop"));
        Files.writeString(folder.resolve("loop/kustomization.yaml"), "resources: [../loop]\n");
        Report report = Checker.check(CheckRequest.of(List.of(folder.toString())));
        String files = report.files().toString();
        assertTrue(files.contains("line 2: the remote base https://example.org/base?ref=v1 is not fetched"), files);
        assertTrue(files.contains("line 3: the remote base github.com/a/b//c is not fetched"), files);
        assertTrue(files.contains("line 4: there is no file"), files);
        assertTrue(files.contains("in a circle"), files);
        assertTrue(files.contains("'helmCharts' is not evaluated"), files);
        assertEquals(
                1,
                report.findings().stream()
                        .filter(f -> f.id().equals("shares-host-process-namespace"))
                        .count());
    }
}
