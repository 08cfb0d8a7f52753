package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Targets made to harm, through the command line: an exit code of the contract, a reason in words, a parsable report. */
final class HostileTargetsTest {
    @TempDir
    private Path temp;

    private record Run(int exit, String out, String err) {
        JsonNode report() throws IOException {
            return Json.parse(out.getBytes(StandardCharsets.UTF_8));
        }

        List<String> statuses() throws IOException {
            List<String> statuses = new ArrayList<>();
            report().path("files")
                    .forEach(file -> statuses.add(file.path("status").asString("")));
            return statuses;
        }
    }

    private static Run scan(Object target, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("scan", target.toString(), "--offline", "--no-cache", "-f", "json", "--advisories"));
        arguments.add(starter().toString());
        arguments.addAll(List.of(more));
        PrintStream out = System.out;
        PrintStream err = System.err;
        var written = new ByteArrayOutputStream();
        var told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int exit = Main.run(arguments);
            return new Run(exit, written.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Path starter() {
        try {
            Path folder = Files.createTempDirectory("seawall-hostile-");
            folder.toFile().deleteOnExit();
            Path record = folder.resolve("A-1.json");
            record.toFile().deleteOnExit();
            Files.writeString(record, """
                    {"id":"A-1","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"PyPI","name":"flask"},
                    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.2.5"}]}]}]}""");
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void refused(Run run, String what) {
        assertEquals(2, run.exit(), what + ": " + run.err());
        assertEquals("", run.out(), what);
        assertTrue(run.err().contains("Tried to "), what + ": " + run.err());
        assertFalse(run.err().contains("unexpected"), what + ": " + run.err());
    }

    private static void answered(Run run, String what) throws IOException {
        if (run.exit() == 2) {
            refused(run, what);
        } else {
            assertEquals(0, run.exit(), what);
            assertEquals(1, run.report().path("schemaVersion").asInt(0), what);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    /** A docker-archive of one layer, stored as given. */
    private static byte[] image(byte[] tar, byte[] stored, String layerPath) {
        byte[] config =
                bytes("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
                        + "\"diff_ids\":[\"" + Digest.sha256(tar) + "\"]}}");
        String id = Digest.sha256(config).hex();
        return new TestTar()
                .file(id + ".json", config)
                .file("one/layer.tar", stored)
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + id + ".json\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"" + layerPath + "\"]}]")
                .bytes();
    }

    private static byte[] layer() {
        return new TestTar()
                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.11.0\n")
                .file("app/requirements.txt", "flask==1.0\n")
                .bytes();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(temp.resolve(name), content);
    }

    @Test
    void archivesThatAreCutOrLie() throws IOException {
        byte[] whole = image(layer(), gzip(layer()), "one/layer.tar");
        assertEquals(0, scan(write("whole.tar", whole)).exit());
        Random random = new Random(11);
        for (int i = 0; i < 25; i++) {
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length - 1_024));
            answered(scan(write("cut.tar", cut)), "cut to " + cut.length);
            byte[] broken = whole.clone();
            broken[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            answered(scan(write("broken.tar", broken)), "broken");
        }
        refused(scan(write("else.tar", image(bytes("x"), gzip(layer()), "one/layer.tar"))), "another diff id");
        for (String path : List.of("../../etc/passwd", "/etc/passwd", "absent", "", "one")) {
            refused(scan(write("path.tar", image(layer(), layer(), path))), "layer at " + path);
        }
        byte[] loop = new TestTar()
                .symlink("manifest.json", "index.json")
                .symlink("index.json", "manifest.json")
                .bytes();
        refused(scan(write("loop.tar", loop)), "links in a circle");
    }

    @Test
    void layersThatClimbLoopAndSwell() throws IOException {
        byte[] odd = new TestTar()
                .file("../../../../tmp/seawall-escaped", "x")
                .file("/abs/requirements.txt", "flask==1.0\n")
                .symlink("a", "b")
                .symlink("b", "a")
                .symlink("etc", "/etc")
                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.11.0\n")
                .hardlink("hard", "../../etc/shadow")
                .entry('3', "dev/sda", "", 0, 0600)
                .entry('6', "pipe", "", 0, 0600)
                .bytes();
        Run run = scan(write("odd.tar", image(odd, gzip(odd), "one/layer.tar")));
        answered(run, "odd entries");
        assertTrue(run.out().contains("flask"), run.err());
        assertFalse(Files.exists(Path.of("/tmp/seawall-escaped")));
        byte[] zeros = new TestTar().file("zeros", new byte[30_000_000]).bytes();
        Run bomb = scan(write("bomb.tar", image(zeros, gzip(zeros), "one/layer.tar")), "--max-layer-size", "1MiB");
        assertEquals(List.of("malformed"), bomb.statuses());
        assertEquals(
                1,
                scan(
                                write("gate.tar", image(zeros, gzip(zeros), "one/layer.tar")),
                                "--max-layer-size",
                                "1MiB",
                                "--fail-on",
                                "critical",
                                "--accept",
                                "eol")
                        .exit(),
                "a layer that was not read whole is not vouched for");
        byte[] lying = new TestTar()
                .entry('0', "etc/passwd", "", 9_000_000_000L, 0644)
                .raw(new byte[1_024])
                .unfinished();
        answered(scan(write("lying.tar", image(lying, gzip(lying), "one/layer.tar"))), "a size that lies");
    }

    @Test
    void layoutsWithWrongDigestsAndDeepIndexes() throws IOException {
        Path layout = Files.createDirectories(temp.resolve("layout/blobs/sha256"));
        Path root = temp.resolve("layout");
        Files.writeString(root.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Digest at = Digest.sha256(bytes("none"));
        for (int i = 0; i < 60; i++) {
            byte[] index = bytes(
                    "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":"
                            + "[{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"size\":1,\"digest\":\""
                            + at + "\"}]}");
            at = Digest.sha256(index);
            Files.write(layout.resolve(at.hex()), index);
            Files.write(root.resolve("index.json"), index);
        }
        refused(scan(root), "indexes in indexes");
        Files.writeString(layout.resolve(at.hex()), "{}");
        refused(scan(root), "a blob of another digest");
        Files.writeString(root.resolve("index.json"), "[".repeat(100_000));
        refused(scan(root), "deep JSON");
        Files.writeString(root.resolve("index.json"), "{\"manifests\":[{\"digest\":\"sha256:../../../etc/passwd\"}]}");
        refused(scan(root), "a digest that climbs");
    }

    @Test
    void projectsOfMalformedFiles() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String deep = "[".repeat(200_000);
        files.put("package-lock.json", bytes("{\"packages\":" + deep));
        files.put("composer.lock", bytes(deep));
        files.put("Pipfile.lock", bytes("{\"default\":{\"a\":{\"version\":[]}}}"));
        files.put("poetry.lock", bytes("[[package]]\nname=" + deep));
        files.put("Cargo.lock", bytes("[[package]]\nname=\"\0\"\nversion=" + "{a=".repeat(50_000)));
        files.put("yarn.lock", bytes("\"".repeat(100_000)));
        files.put("pnpm-lock.yaml", bytes("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n" + "d: ".repeat(10_000)));
        files.put("Gemfile.lock", bytes("GEM\n  specs:\n" + "    a (1)\n      b (\0\n".repeat(1_000)));
        files.put("go.mod", bytes("module x\nrequire (\n" + "a".repeat(1_000_000)));
        files.put(
                "pom.xml",
                bytes(
                        "<!DOCTYPE x [<!ENTITY a \"" + "x".repeat(1_000) + "\"><!ENTITY b \"" + "&a;".repeat(1_000)
                                + "\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><project><version>&b;&c;</version></project>"));
        files.put("app.jar", zip("a/pom.properties", zip("b.jar", new byte[5_000_000])));
        files.put("cut.jar", Arrays.copyOf(zip("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\n")), 60));
        files.put("Dockerfile", bytes("FROM " + "a".repeat(100_000) + "\nRUN <<EOF\n"));
        files.put("compose.yaml", bytes("services: &s\n  web: *s\n"));
        Path project = Files.createDirectories(temp.resolve("project"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(project.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(project.resolve("requirements.txt"), "flask==1.0\n");
        Files.createSymbolicLink(project.resolve("loop"), project);
        Files.createSymbolicLink(project.resolve("package.json"), Path.of("/etc/passwd"));
        Run run = scan(project);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("A-1"), "the good file is judged all the same");
        assertTrue(run.statuses().size() >= 6, run.report().path("files").toString());
        assertFalse(run.out().contains("root:x:0"), "nothing outside is read");
    }

    @Test
    void rootsOfMalformedDatabases() throws IOException {
        Random random = new Random(5);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        for (String path : List.of(
                "var/lib/dpkg/status",
                "lib/apk/db/installed",
                "var/lib/rpm/Packages",
                "var/lib/rpm/Packages.db",
                "usr/lib/sysimage/rpm/rpmdb.sqlite")) {
            for (byte[] content : List.of(noise, new byte[0], bytes("SQLite format 3\0" + "x".repeat(5_000)))) {
                Path root = Files.createDirectories(temp.resolve("root-" + path.replace('/', '-') + content.length));
                Path file = root.resolve(path);
                Files.createDirectories(file.getParent());
                Files.createDirectories(root.resolve("etc"));
                Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=12\n");
                Files.write(file, content);
                answered(scan(root), path);
                if (content == noise && !path.endsWith("status") && !path.endsWith("installed")) {
                    assertEquals(1, scan(root, "--fail-on", "critical").exit(), path + " could not be vouched for");
                }
            }
        }
    }

    @Test
    void documentsBesideTheTarget() throws IOException {
        Path project = Files.createDirectories(temp.resolve("small"));
        Files.writeString(project.resolve("requirements.txt"), "flask==1.0\n");
        Path bad = write("bad.json", bytes("{\"a\":" + "[".repeat(100_000)));
        refused(scan(project, "--vex", bad.toString()), "VEX");
        refused(scan(project, "--policy", bad.toString(), "--fail-on", "policy"), "policy");
        refused(scan(project, "--ignore-file", temp.resolve("absent").toString()), "no ignore file");
        refused(scan(bad), "no SBOM");
        refused(
                scan(write("bom.json", bytes("{\"bomFormat\":\"CycloneDX\",\"components\":" + "[".repeat(100_000)))),
                "SBOM");
        refused(
                scan(write(
                        "bom.xml",
                        bytes("<?xml version=\"1.0\"?><!DOCTYPE b [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                                + "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components>&a;"))),
                "XML");
    }
}
