package dev.seawall.engine.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.check.Check;
import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.check.Checks;
import dev.seawall.engine.compliance.Assessment.State;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class AssessmentTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: "<b>"}
            spec:
              containers:
              - {name: c, image: "registry.example.org/x:1", securityContext: {privileged: true}}
            """;

    @TempDir
    private Path folder;

    private Report report() throws IOException {
        Path file = Files.writeString(folder.resolve("pod.yaml"), POD);
        return Checker.check(CheckRequest.of(List.of(file.toString())));
    }

    private static Framework framework(String name) {
        return Framework.named(name).orElseThrow();
    }

    private static State state(Assessment assessment, String item) {
        return assessment.items().stream()
                .filter(each -> each.item().id().equals(item))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void everyItemOfTheBenchmarksHasACheckOrSaysThatItIsManual() {
        List<Check> checks = Checks.builtIn();
        for (String name : List.of("cis-docker", "cis-kubernetes", "pss", "nsa", "owasp-docker")) {
            Framework framework = framework(name);
            Set<String> controls =
                    checks.stream().flatMap(check -> check.controls().stream()).collect(Collectors.toSet());
            List<String> open = framework.items().stream()
                    .filter(item -> !item.manual() && !controls.contains(framework.control(item)))
                    .map(Framework.Item::id)
                    .toList();
            assertEquals(List.of(), open, name);
        }
    }

    @Test
    void controlsOfChecksAreItemsOfTheirFramework() {
        Set<String> unknown = new TreeSet<>();
        for (String name : List.of("cis-docker", "cis-kubernetes", "pss", "nsa", "nist-800-190", "owasp-docker")) {
            Framework framework = framework(name);
            Set<String> items =
                    framework.items().stream().map(framework::control).collect(Collectors.toSet());
            for (Check check : Checks.builtIn()) {
                check.controls().stream()
                        .filter(control -> control.startsWith(framework.prefix() + ":") && !items.contains(control))
                        .forEach(control -> unknown.add(check.id() + " " + control));
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void statesAreKeptApart() throws IOException {
        Assessment pss = Assessment.of(framework("pss"), report());
        assertEquals(State.FAIL, state(pss, "baseline:privileged"));
        assertEquals(State.PASS, state(pss, "baseline:host-namespaces"));
        assertFalse(pss.passed());
        Assessment docker = Assessment.of(framework("cis-docker"), report());
        assertEquals(State.NOT_ASSESSED, state(docker, "3.1"));
        assertEquals(State.MANUAL, state(docker, "1.2.1"));
        long all = docker.summary().values().stream().mapToLong(Long::longValue).sum();
        assertEquals(docker.items().size(), all);
    }

    @Test
    void exceptedFailuresAreNeitherPassNorFail() throws IOException {
        Report report = report();
        List<Finding> excepted = new ArrayList<>();
        for (Finding finding : report.findings()) {
            excepted.add(finding.withStatus(FindingStatus.EXCEPTED, "until the move"));
        }
        Assessment pss = Assessment.of(framework("pss"), report.judged(excepted, report.verdict()));
        assertEquals(State.EXCEPTED, state(pss, "baseline:privileged"));
        assertTrue(pss.passed());
    }

    @Test
    void baselineIsHalfOfIt() {
        assertTrue(framework("pss-baseline").items().size()
                < framework("pss-restricted").items().size());
    }

    @Test
    void everyFormatIsWellFormed() throws IOException {
        Assessment pss = Assessment.of(framework("pss"), report());
        JsonNode json = Json.parse(AssessmentReports.write(pss, "json", "1", Instant.EPOCH, 80));
        assertEquals(pss.items().size(), json.path("controls").size());
        assertEquals("fail", json.path("controls").path(2).path("state").asString(""));
        byte[] oscal = AssessmentReports.write(pss, "oscal", "1", Instant.EPOCH, 80);
        JsonNode result =
                Json.parse(oscal).path("assessment-results").path("results").path(0);
        assertEquals(pss.items().size(), result.path("observations").size());
        assertEquals(
                "not-satisfied",
                result.path("findings")
                        .path(2)
                        .path("target")
                        .path("status")
                        .path("state")
                        .asString(""));
        assertEquals(
                new String(oscal, StandardCharsets.UTF_8),
                new String(AssessmentReports.write(pss, "oscal", "1", Instant.EPOCH, 80), StandardCharsets.UTF_8));
        String html = new String(AssessmentReports.write(pss, "html", "1", Instant.EPOCH, 80), StandardCharsets.UTF_8);
        assertTrue(html.contains("@media print") && !html.contains("<b>"));
        String table =
                new String(AssessmentReports.write(pss, "table", "1", Instant.EPOCH, 80), StandardCharsets.UTF_8);
        assertTrue(table.lines().allMatch(line -> line.length() <= 80), table);
    }
}
