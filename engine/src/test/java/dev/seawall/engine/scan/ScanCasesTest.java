package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.policy.Judge;
import dev.seawall.engine.policy.JudgeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Vulnerability cases of a peer, whole road: the same vulnerabilities, severities and fixes of the same packages. */
final class ScanCasesTest {
    @TempDir
    private Path home;

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(SharedFolder.require("cases/trivy"))) {
            return folders.filter(ScanCasesTest::isAboutVulnerabilities).sorted().toList().stream();
        }
    }

    private static boolean isAboutVulnerabilities(Path folder) {
        return expected(folder).path("kind").asString("").contains("vuln");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameVulnerabilities(Path folder) {
        JsonNode expected = expected(folder);
        Set<String> wanted = new TreeSet<>();
        for (JsonNode v : expected.path("vulns")) {
            wanted.add(String.join(
                    " ",
                    text(v, "package"),
                    text(v, "installed"),
                    text(v, "id"),
                    text(v, "severity"),
                    text(v, "fixed")));
        }
        Set<String> found = new TreeSet<>();
        for (Finding finding : scan(folder, expected.path("options")).findings()) {
            if (finding.status() == FindingStatus.OPEN) {
                var pkg = finding.pkg();
                found.add(String.join(
                        " ",
                        pkg.name(),
                        pkg.version(),
                        finding.id(),
                        finding.severity().name(),
                        finding.fix().version()));
            }
        }
        assertEquals(wanted, found);
    }

    private Report scan(Path folder, JsonNode options) {
        SeawallHome state = SeawallHome.below(home);
        ScanOptions reading = ScanOptions.defaults().withKinds(Set.of(ScanOptions.Kind.VULN));
        LocalDate today = LocalDate.of(2026, 11, 25);
        try (Advisories advisories = Advisories.folder(folder.resolve("osv"), state)) {
            ScanRequest request = new ScanRequest(
                    folder.resolve("input").toString(), reading, SourceOptions.defaults(), MatchOptions.DEFAULT, today);
            Report report = new Scanner(met -> advisories, Progress.NONE).scan(request);
            return Judge.judge(report, judging(options), today);
        }
    }

    private static JudgeOptions judging(JsonNode options) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        options.path("severity").forEach(word -> severities.add(Severity.parse(word.asString(""))));
        boolean ignoreUnfixed = options.path("ignore_unfixed").asBoolean(false);
        return JudgeOptions.REPORT_ALL.withFilters(severities, ignoreUnfixed, false);
    }

    private static JsonNode expected(Path folder) {
        try {
            return Json.parse(Files.readAllBytes(folder.resolve("expected.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
