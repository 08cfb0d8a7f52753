package dev.seawall.engine.check;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Damaged Compose files, engine files, quadlets and scripts, read and judged by every check: never an exception. */
final class ServiceFuzzTest {
    @TestFactory
    List<DynamicTest> damagedFilesNeverThrow() throws IOException {
        Map<String, List<byte[]>> corpora = new TreeMap<>();
        for (var file : CheckSources.files()) {
            for (CheckSources.Sample sample : CheckSources.samples(CheckSources.root(file))) {
                if (List.of("compose.yaml", "daemon.json", "app.container", "run.sh")
                        .contains(sample.name())) {
                    corpora.computeIfAbsent(sample.name(), name -> new ArrayList<>())
                            .add(sample.text().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return corpora.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> damage(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static void damage(String name, List<byte[]> corpus) {
        DocumentReader reader =
                DocumentReaders.find(InputFile.of(name, corpus.getFirst())).orElseThrow();
        List<Check> checks = Checks.builtIn();
        Fuzz.run(corpus, input -> {
            Documents read = reader.read(InputFile.of(name, input));
            Checker.run(read.documents(), checks, CheckRequest.of(List.of(name)))
                    .forEach(CheckRun::result);
        });
    }
}
