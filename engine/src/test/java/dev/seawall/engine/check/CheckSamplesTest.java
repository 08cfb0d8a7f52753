package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.CheckResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every check, on its own samples: the good pass, the bad fail, and every target has both. One check alone:
 * {@code -Dseawall.check=runs-privileged}.
 */
final class CheckSamplesTest {
    private static final Map<String, Check> BUILT =
            Checks.builtIn().stream().collect(Collectors.toMap(Check::id, Function.identity()));

    @TestFactory
    Stream<DynamicTest> samples() {
        String only = System.getProperty("seawall.check", "");
        return CheckSources.files().stream()
                .filter(file -> only.isEmpty() || file.getFileName().toString().equals(only + ".yaml"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(file)));
    }

    private static void judge(Path file) throws IOException {
        SourceMap root = CheckSources.root(file);
        Check check = BUILT.get(root.text("id"));
        assertTrue(check != null, "not in the index; build again: " + root.text("id"));
        if (check.isManual()) {
            return;
        }
        List<CheckSources.Sample> samples = CheckSources.samples(root);
        List<String> wrong = new ArrayList<>();
        for (String target : check.targets()) {
            for (boolean good : new boolean[] {true, false}) {
                boolean there = samples.stream()
                        .anyMatch(s ->
                                s.good() == good && (s.target().equals(target) || target.equals(Document.WORKLOAD)));
                assertTrue(there, check.id() + " has no " + (good ? "good" : "bad") + " sample for " + target);
            }
        }
        for (CheckSources.Sample sample : samples) {
            Outcome outcome = outcome(check, sample);
            boolean right = sample.good()
                    ? outcome == Outcome.PASS || outcome == Outcome.NOT_APPLICABLE
                    : outcome == Outcome.FAIL;
            if (!right) {
                wrong.add((sample.good() ? "good" : "bad") + " sample is " + outcome.label() + ":\n" + sample.text());
            }
        }
        assertEquals(List.of(), wrong, check.id());
    }

    private static Outcome outcome(Check check, CheckSources.Sample sample) throws IOException {
        InputFile input = InputFile.of(sample.name(), sample.text().getBytes(StandardCharsets.UTF_8));
        DocumentReader reader = DocumentReaders.find(input)
                .orElseThrow(() -> new AssertionError("no reader takes " + sample.name() + ":\n" + sample.text()));
        Documents read = reader.read(input);
        assertEquals(List.of(), read.problems(), sample.text());
        assertFalse(read.documents().isEmpty(), "nothing was read: " + sample.text());
        CheckRun run = Checker.run(read.documents(), List.of(check), request(check, sample))
                .getFirst();
        if (run.result().outcome() == Outcome.INCONCLUSIVE) {
            throw new AssertionError(
                    check.id() + " is in doubt: " + run.result().evidence() + "\n" + sample.text());
        }
        return run.result().outcome();
    }

    private static CheckRequest request(Check check, CheckSources.Sample sample) {
        CheckRequest plain = CheckRequest.of(List.of("sample"));
        if (sample.params().isEmpty()) {
            return plain;
        }
        byte[] parameters = Json.mapper().writeValueAsBytes(Map.of(check.id(), sample.params()));
        return new CheckRequest(
                plain.paths(),
                false,
                null,
                plain.kubernetesMinor(),
                CheckParameters.parse("sample", parameters),
                List.of());
    }
}
