package dev.seawall.engine.check;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.check.kubernetes.KubernetesReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged manifests, read and judged by every check: refused or judged, never an exception. */
final class ManifestFuzzTest {
    @Test
    void damagedManifestsNeverThrow() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (var file : CheckSources.files()) {
            for (CheckSources.Sample sample : CheckSources.samples(CheckSources.root(file))) {
                if (sample.name().equals("object.yaml")) {
                    corpus.add(sample.text().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        List<Check> checks = Checks.builtIn();
        KubernetesReader reader = new KubernetesReader();
        Fuzz.run(corpus, input -> {
            Documents read = reader.read(InputFile.of("object.yaml", input));
            Checker.run(read.documents(), checks, CheckRequest.of(List.of("object.yaml")))
                    .forEach(CheckRun::result);
        });
    }
}
