package dev.seawall.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.sbom.SbomContent;
import dev.seawall.engine.sbom.Sboms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Trivy's cases with an SBOM as input: the same findings, fixed versions, severities and aliases. */
final class PeerVulnerabilitiesTest {
    @TempDir
    private Path home;

    @TestFactory
    Stream<DynamicTest> findsWhatTrivyFinds() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> cases = Files.list(SharedFolder.require("cases/trivy"))) {
            for (Path each : cases.sorted().toList()) {
                if (Files.isDirectory(each.resolve("osv")) && !sboms(each).isEmpty()) {
                    tests.add(DynamicTest.dynamicTest(each.getFileName().toString(), () -> check(each)));
                }
            }
        }
        return tests.stream();
    }

    private static List<Path> sboms(Path each) throws IOException {
        try (Stream<Path> files = Files.list(each.resolve("input"))) {
            return files.filter(file -> file.toString().matches(".*(cdx|spdx).*"))
                    .toList();
        }
    }

    private void check(Path each) throws IOException {
        JsonNode expected = Json.parse(Files.readAllBytes(each.resolve("expected.json")));
        SbomContent bill = Sboms.read(Files.readAllBytes(sboms(each).getFirst()));
        try (Advisories advisories = Advisories.folder(each.resolve("osv"), SeawallHome.below(home))) {
            Matches matches = Matcher.match(bill.packages(), bill.os(), advisories);
            TreeSet<String> found = new TreeSet<>();
            for (Finding finding : matches.findings()) {
                if (counts(finding, expected.path("options"))) {
                    found.add(line(finding));
                }
            }
            assertEquals(String.join("\n", expected(expected)), String.join("\n", found));
        }
    }

    private static boolean counts(Finding finding, JsonNode options) {
        boolean unfixed = finding.fix().version().isEmpty();
        List<String> severities = new ArrayList<>();
        options.path("severity").forEach(severity -> severities.add(severity.stringValue()));
        return !(unfixed && options.path("ignore_unfixed").asBoolean(false))
                && (severities.isEmpty()
                        || severities.contains(finding.severity().name()));
    }

    private static String line(Finding finding) {
        Package pkg = java.util.Objects.requireNonNull(finding.pkg());
        return finding.id() + " " + pkg.name() + " " + pkg.version() + " fixed '"
                + finding.fix().version() + "' " + finding.severity() + " by " + finding.severitySource() + " "
                + finding.aliases();
    }

    private static TreeSet<String> expected(JsonNode root) {
        TreeSet<String> lines = new TreeSet<>();
        for (JsonNode vuln : root.path("vulns")) {
            List<String> aliases = new ArrayList<>();
            vuln.path("aliases").forEach(alias -> aliases.add(alias.stringValue()));
            lines.add(text(vuln, "id") + " " + text(vuln, "package") + " " + text(vuln, "installed") + " fixed '"
                    + text(vuln, "fixed") + "' " + text(vuln, "severity") + " by "
                    + (text(vuln, "severitySource").isEmpty() ? "osv" : text(vuln, "severitySource")) + " " + aliases);
        }
        return lines;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    @TestFactory
    Stream<DynamicTest> aReleaseWithoutAdvisoriesIsNoData() {
        Os os = new Os("alpine", "3.20.1", null, false);
        return Stream.of(DynamicTest.dynamicTest("Alpine 3.20", () -> {
            Path mirror = SharedFolder.require("advisories");
            try (Advisories advisories = Advisories.folder(mirror, SeawallHome.below(home))) {
                Package musl = Package.of("apk", "musl", "1.2.5-r0", "lib/apk/db/installed", 1);
                Matches matches = Matcher.match(List.of(musl), os, advisories);
                assertEquals(List.of(), matches.findings());
                assertEquals(List.of(new Coverage("Alpine:v3.20", false)), matches.coverage());
            }
        }));
    }
}
