package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pods that Kubernetes' own admission accepts and refuses, level by level and version by version. */
final class PodSecurityCasesTest {
    @Test
    void everyPodIsJudgedAsKubernetesDoes() throws IOException {
        Path folder = SharedFolder.require("cases/pss");
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (JsonNode known :
                Json.parse(Files.readAllBytes(folder.resolve("index.json"))).get("cases")) {
            count++;
            boolean fails = fails(known, folder);
            if (fails != known.get("expected").asString().equals("fail")) {
                wrong.add(known.toString());
            }
        }
        System.out.println("pod security cases: " + (count - wrong.size()) + " of " + count + " right");
        assertEquals(List.of(), wrong);
    }

    private static boolean fails(JsonNode known, Path folder) {
        Profile profile = Profile.parse("pss-" + known.get("level").asString()).orElseThrow();
        Report report = Checker.check(new CheckRequest(
                List.of(folder.resolve(known.get("file").asString()).toString()),
                false,
                profile,
                KubernetesVersion.minor(known.get("version").asString()),
                CheckParameters.NONE,
                List.of()));
        assertEquals(List.of(), report.files(), known.toString());
        assertEquals(
                List.of(),
                report.checks().stream()
                        .filter(c -> c.outcome() == Outcome.INCONCLUSIVE)
                        .toList());
        return report.checks().stream().anyMatch(c -> c.outcome() == Outcome.FAIL);
    }
}
