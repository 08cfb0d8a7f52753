package dev.seawall.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Our SARIF and GitLab reports carry the facts of a peer's reports on the same findings. */
final class PeerFormatsTest {
    private static JsonNode peers(Path folder) throws IOException {
        String text = Json.parse(Files.readAllBytes(folder.resolve("expected.json")))
                .path("reference_output")
                .asString();
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode ours(Path folder, String format) throws IOException {
        return Json.parse(ReportsTest.bytes(
                TrivyFindings.read(Files.readAllBytes(folder.resolve("input/report.json"))),
                format,
                ReportsTest.STYLE));
    }

    @Test
    void sarif() throws IOException {
        Path folder = SharedFolder.require("cases/trivy/format-sarif");
        JsonNode theirs = peers(folder).path("runs").path(0);
        JsonNode ours = ours(folder, "sarif").path("runs").path(0);
        assertEquals(rules(theirs), rules(ours));
        assertEquals(results(theirs), results(ours));
        assertEquals(theirs.path("columnKind"), ours.path("columnKind"));
        assertEquals(
                theirs.path("properties").path("imageName"),
                ours.path("properties").path("imageName"));
        for (JsonNode result : ours.path("results")) {
            assertFalse(result.path("partialFingerprints")
                    .path("primaryLocationLineHash")
                    .asString()
                    .isEmpty());
        }
    }

    private static List<String> rules(JsonNode run) {
        List<String> facts = new ArrayList<>();
        for (JsonNode r : run.path("tool").path("driver").path("rules")) {
            JsonNode p = r.path("properties");
            facts.add(String.join(
                    "|",
                    r.path("id").asString(),
                    r.path("name").asString(),
                    r.path("shortDescription").path("text").asString(),
                    r.path("defaultConfiguration").path("level").asString(),
                    p.path("cvssv2_score").asDouble() + "",
                    p.path("cvssv2_vector").asString(),
                    p.path("cvssv3_baseScore").asDouble() + "",
                    p.path("cvssv3_vector").asString(),
                    p.path("precision").asString(),
                    p.path("security-severity").asString(),
                    p.path("tags").toString()));
        }
        return facts;
    }

    private static TreeSet<String> results(JsonNode run) {
        TreeSet<String> facts = new TreeSet<>();
        for (JsonNode r : run.path("results")) {
            JsonNode location = r.path("locations").path(0);
            String message = r.path("message").path("text").asString();
            facts.add(String.join(
                    "|",
                    r.path("ruleId").asString(),
                    r.path("ruleIndex").asInt() + "",
                    r.path("level").asString(),
                    message.substring(0, message.indexOf("Link:")),
                    location.path("message").path("text").asString(),
                    location.path("physicalLocation").toString()));
        }
        return facts;
    }

    @Test
    void gitlab() throws IOException {
        Path folder = SharedFolder.require("cases/trivy/format-gitlab");
        JsonNode theirs = peers(folder);
        JsonNode ours = ours(folder, "gitlab");
        assertEquals(theirs.path("version"), ours.path("version"));
        assertEquals(theirs.path("scan").path("type"), ours.path("scan").path("type"));
        assertEquals(vulnerabilities(theirs), vulnerabilities(ours));
    }

    private static TreeSet<String> vulnerabilities(JsonNode root) {
        TreeSet<String> facts = new TreeSet<>();
        for (JsonNode v : root.path("vulnerabilities")) {
            JsonNode i = v.path("identifiers").path(0);
            facts.add(String.join(
                    "|",
                    v.path("id").asString(),
                    v.path("name").asString(),
                    v.path("severity").asString(),
                    v.path("solution").asString(),
                    v.path("location").toString(),
                    i.path("type").asString(),
                    i.path("value").asString(),
                    v.path("links").size() + ""));
        }
        return facts;
    }
}
