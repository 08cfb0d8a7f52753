package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line as its users meet it: exit codes, streams, error texts. */
final class MainTest {
    @TempDir
    private Path folder;

    private record Run(int exit, String out, String err) {}

    private static Run run(String... arguments) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exit = Main.run(List.of(arguments));
            return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    private String demoImage() {
        Run demo = run("demo", folder.resolve("demo").toString());
        assertEquals(0, demo.exit(), demo.err());
        return "oci:" + folder.resolve("demo/image") + ":shop";
    }

    private static Set<String> findings(String json) throws IOException {
        JsonNode report = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        return StreamSupport.stream(report.path("findings").spliterator(), false)
                .map(finding -> finding.path("id").asString(""))
                .collect(Collectors.toSet());
    }

    @Test
    void theDemoFindsWhatItHid() throws IOException {
        String image = demoImage();
        assertTrue(Files.size(folder.resolve("demo/report.html")) > 10_000, "a page was written");
        Run scan = run("scan", image, "--no-cache", "--offline", "-f", "json");
        assertEquals(0, scan.exit(), scan.err());
        assertTrue(
                findings(scan.out()).containsAll(Set.of("CVE-2021-44228", "CVE-2022-37434", "CVE-2021-44906")),
                scan.out());
    }

    @Test
    void twoRunsGiveEqualBytes() {
        String image = demoImage();
        for (String format : List.of("json", "sarif", "cyclonedx", "spdx", "html", "table")) {
            String first =
                    run("scan", image, "--no-cache", "--offline", "-f", format).out();
            assertEquals(
                    first,
                    run("scan", image, "--no-cache", "--offline", "-f", format).out(),
                    format);
        }
    }

    @Test
    void failOnDecidesTheExitCode() {
        String image = demoImage();
        assertEquals(
                1,
                run(
                                "scan",
                                image,
                                "--no-cache",
                                "--offline",
                                "--fail-on",
                                "critical",
                                "--accept",
                                "no-data,unreadable,eol")
                        .exit());
        assertEquals(
                1,
                run("scan", image, "--no-cache", "--offline", "--scanners", "none", "--fail-on", "critical")
                        .exit(),
                "end of life");
    }

    @Test
    void whatCannotBeDoneIsExitTwoAndNothingOnStandardOutput() {
        Run scan = run("scan", folder.resolve("absent.tar").toString(), "--offline");
        assertEquals(2, scan.exit());
        assertEquals("", scan.out());
        assertTrue(scan.err().startsWith("Tried to "), scan.err());
        assertEquals(2, run("scan").exit());
        assertEquals(2, run("scan", ".", "--scanners", "everything").exit());
        assertEquals(2, run("scan", ".", "-f", "pdf").exit());
        assertEquals(2, run("nonsense").exit());
    }

    @Test
    void whatIsWrongWithTheAdvisoriesIsSaidAndReported() throws IOException {
        Path advisories = Files.createDirectories(folder.resolve("advisories"));
        Files.writeString(advisories.resolve("broken.json"), "{\"id\":\"A-2\",");
        Files.writeString(advisories.resolve("good.json"), """
                {"id":"A-1","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"PyPI","name":"flask"},
                "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.2.5"}]}]}]}""");
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("requirements.txt"), "flask==1.0\n");
        Run scan = run("scan", project.toString(), "--advisories", advisories.toString(), "-f", "json");
        assertEquals(0, scan.exit(), scan.err());
        assertEquals(Set.of("A-1"), findings(scan.out()));
        assertTrue(scan.err().startsWith("warning: The advisory file broken.json was left out: "), scan.err());
        JsonNode database = Json.parse(scan.out().getBytes(StandardCharsets.UTF_8))
                .path("tool")
                .path("database");
        assertTrue(database.path("problems").path(0).asString("").contains("broken.json"), scan.out());
    }

    @Test
    void severalOutputsInOneRun() throws IOException {
        String image = demoImage();
        Path sarif = folder.resolve("a.sarif");
        Path json = folder.resolve("a.json");
        Run scan = run(
                "scan", image, "--no-cache", "--offline", "-o", "sarif=" + sarif, "-o", "json=" + json, "-f", "table");
        assertEquals(0, scan.exit(), scan.err());
        assertTrue(scan.out().contains("CVE-2021-44228"), "the table goes to standard output");
        assertTrue(Files.readString(sarif).contains("\"2.1.0\""));
        assertTrue(findings(Files.readString(json)).contains("CVE-2021-44228"));
    }
}
