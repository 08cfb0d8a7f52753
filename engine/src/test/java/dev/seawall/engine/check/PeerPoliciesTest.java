package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The peers' own objects get the peers' verdict: a finding that carries the policy's name where the peer refuses, none
 * where it accepts. Kyverno judges some objects by one rule of a policy only; there a finding of another rule of the
 * same policy counts as wrong, so not all can agree.
 */
final class PeerPoliciesTest {
    private static final double ENOUGH = 0.95;
    private static final List<Check> CHECKS = Checks.builtIn();

    @ParameterizedTest
    @ValueSource(strings = {"gatekeeper", "kyverno"})
    void objectsGetThePeersVerdict(String tool) throws IOException {
        Path cases = shared().resolve("cases").resolve(tool);
        Path index = cases.resolve("index.json");
        assumeTrue(Files.exists(index), "the peers' cases are not here: " + index);
        Set<String> claimed = new TreeSet<>();
        Set<String> unclaimed = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (JsonNode one : Json.mapper().readTree(Files.readAllBytes(index)).get("cases")) {
            String alias = tool + ":" + one.get("policy").asString();
            List<Check> checks = claiming(alias);
            (checks.isEmpty() ? unclaimed : claimed).add(alias);
            if (!checks.isEmpty()) {
                judged++;
                if (refused(cases, one, checks) != expected(one)) {
                    wrong.add(alias + " " + one.get("file").asString());
                }
            }
        }
        System.out.printf(
                "%s: %d of %d policies claimed, %d of %d cases agree%n",
                tool, claimed.size(), claimed.size() + unclaimed.size(), judged - wrong.size(), judged);
        assertTrue(wrong.size() <= (1 - ENOUGH) * judged, () -> "disagree: " + String.join("\n", wrong));
    }

    private static List<Check> claiming(String alias) {
        return CHECKS.stream().filter(check -> check.aliases().contains(alias)).toList();
    }

    private static boolean expected(JsonNode one) {
        return Set.of("fail", "disallowed").contains(one.get("expected").asString());
    }

    private static boolean refused(Path cases, JsonNode one, List<Check> checks) throws IOException {
        List<String> paths = new ArrayList<>();
        paths.add(cases.resolve(one.get("file").asString()).toString());
        CheckParameters parameters = CheckParameters.NONE;
        if (one.has("constraint")) {
            one.get("inventory")
                    .forEach(path -> paths.add(cases.resolve(path.asString()).toString()));
            byte[] constraint =
                    Files.readAllBytes(cases.resolve(one.get("constraint").asString()));
            parameters = CheckParameters.parse("constraint", constraint);
        }
        CheckRequest request = new CheckRequest(paths, false, null, KubernetesVersion.NEWEST, parameters, List.of());
        return Checker.run(Inputs.read(paths).documents(), checks, request).stream()
                .anyMatch(run -> !run.findings().isEmpty());
    }

    private static Path shared() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/cases"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared");
    }
}
