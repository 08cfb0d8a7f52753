package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every check whose fix is data, on its own bad samples: repaired alone, the check passes, no other check newly fails,
 * comments stay, and a second repair changes nothing.
 */
final class FixTest {
    private static final List<Check> ALL = Checks.builtIn();

    /** It asks for the opposite of what others ask for: with both selected, the choice is left to the user. */
    private static final String OPPOSITE = "sets-cpu-limit";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> fixes() {
        String only = System.getProperty("seawall.check", "");
        return ALL.stream()
                .filter(check ->
                        !check.fix().isEmpty() && (only.isEmpty() || check.id().equals(only)))
                .map(check -> DynamicTest.dynamicTest(check.id(), () -> repaired(check)));
    }

    @Test
    void manyChecksHaveAFix() {
        assertTrue(ALL.stream().filter(check -> !check.fix().isEmpty()).count() >= 125);
    }

    private void repaired(Check check) throws IOException {
        Path file = CheckSources.FOLDER.resolve(check.area()).resolve(check.id() + ".yaml");
        int mended = 0;
        List<String> left = new ArrayList<>();
        for (CheckSources.Sample sample : CheckSources.samples(CheckSources.root(file))) {
            if (!sample.good() && isRepairable(sample.target())) {
                String reason = repaired(check, sample);
                mended += reason.isEmpty() ? 1 : 0;
                if (!reason.isEmpty()) {
                    left.add(reason);
                }
            }
        }
        assertTrue(mended > 0, check.id() + " mends none of its samples: " + left);
    }

    private static boolean isRepairable(String target) {
        return !Set.of("quadlet", "docker-run", "daemon-flags", "image").contains(target);
    }

    /** Empty where the sample was mended, else why not. */
    private String repaired(Check check, CheckSources.Sample sample) throws IOException {
        Path path = Files.createTempDirectory(folder, "fix").resolve(sample.name());
        boolean hash = !sample.text().stripLeading().startsWith("{");
        String text = (hash ? "# first comment\n" : "") + sample.text();
        Files.writeString(path, text);
        CheckRequest request = request(check, sample, path);
        Set<String> before = failing(request);
        Repair repair = Fixer.repair(request, List.of(check));
        if (repair.files().isEmpty()) {
            assertFalse(repair.left().isEmpty(), "neither repaired nor left: " + text);
            return repair.left().getFirst().reason() + ": " + text;
        }
        byte[] once = repair.files().getFirst().after();
        Files.write(path, once);
        String shown = text + "\n=>\n" + new String(once, StandardCharsets.UTF_8);
        Set<String> after = failing(request);
        assertFalse(after.contains(check.id()), shown);
        after.removeAll(before);
        after.removeIf(id -> revealed(check).contains("*") || revealed(check).contains(id));
        assertEquals(Set.of(), after, "newly failing: " + shown);
        if (hash) {
            assertEquals(comments(text), comments(new String(once, StandardCharsets.UTF_8)), shown);
        }
        assertEquals(List.of(), Fixer.repair(request, List.of(check)).files(), "a second time: " + shown);
        return "";
    }

    private static Set<String> revealed(Check check) {
        return Stream.concat(Stream.of(OPPOSITE), check.fix().stream().flatMap(step -> new FixStep(step)
                        .texts("reveals").stream()))
                .collect(Collectors.toSet());
    }

    private static Set<String> failing(CheckRequest request) {
        return Checker.run(Inputs.read(request.paths()).documents(), ALL, request).stream()
                .filter(run -> !run.violations().isEmpty())
                .map(run -> run.result().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> comments(String text) {
        return Pattern.compile("(?m)^\\s*#.*$")
                .matcher(text)
                .results()
                .map(r -> r.group())
                .toList();
    }

    private static CheckRequest request(Check check, CheckSources.Sample sample, Path path) {
        CheckRequest plain = CheckRequest.of(List.of(path.toString()));
        byte[] parameters = Json.mapper().writeValueAsBytes(Map.of(check.id(), sample.params()));
        return new CheckRequest(
                plain.paths(),
                false,
                null,
                plain.kubernetesMinor(),
                sample.params().isEmpty() ? CheckParameters.NONE : CheckParameters.parse("sample", parameters),
                List.of());
    }
}
