package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealDocker;
import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.archive.Decompression;
import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.net.RegistryOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Node and a Java application on Alpine, built by the real docker: what is in them is found, wherever they are read. */
final class ApplicationImagesIT {
    private static final String ALPINE = "alpine-minirootfs-3.20.3-x86_64.tar.gz";

    @TempDir
    private Path folder;

    private Path context(String dockerfile) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.copy(SharedFolder.require("images").resolve(ALPINE), context.resolve(ALPINE));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nADD " + ALPINE + " /\n" + dockerfile);
        return context;
    }

    /** The names in the distribution's own list, read without Seawall's reader of it. */
    private static List<String> system() throws IOException {
        List<String> names = new ArrayList<>();
        Path root = SharedFolder.require("images").resolve(ALPINE);
        try (TarReader tar = new TarReader(Decompression.open(Files.newInputStream(root)))) {
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                if (entry.file().path().equals("lib/apk/db/installed")) {
                    new String(tar.content().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("P:"))
                            .forEach(line -> names.add("apk " + line.substring(2)));
                }
            }
        }
        assertTrue(names.size() > 10, names.toString());
        return names;
    }

    private static void module(Path app, String path, String name, String version) throws IOException {
        Path module = Files.createDirectories(app.resolve(path));
        Files.writeString(
                module.resolve("package.json"),
                "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"license\":\"MIT\"}");
    }

    private static byte[] jar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] library(String group, String artifact, String version) throws IOException {
        String text = "groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n";
        return jar(Map.of(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Report scan(String target, RealDocker docker) {
        SourceOptions source = SourceOptions.of(RegistryOptions.of(Map.of("DOCKER_HOST", docker.host())))
                .withOffline(true);
        ScanRequest request = new ScanRequest(
                target, ScanOptions.defaults(), source, MatchOptions.DEFAULT, LocalDate.of(2026, 11, 25));
        try (Advisories advisories = Advisories.starter()) {
            return new Scanner(met -> advisories, Progress.NONE).scan(request);
        }
    }

    private Report everywhere(Path context, String name) throws IOException {
        RealDocker docker = RealDocker.require();
        docker.docker("build", "-q", "-t", name, context.toString());
        Path saved = folder.resolve("saved.tar");
        docker.docker("save", "-o", saved.toString(), name);
        Report live = scan("docker:" + name, docker);
        Report archive = scan(saved.toString(), docker);
        assertEquals(live.packages(), archive.packages());
        assertEquals(
                live.findings().stream().map(Finding::fingerprint).toList(),
                archive.findings().stream().map(Finding::fingerprint).toList());
        return live;
    }

    private static void holds(Report report, String... more) throws IOException {
        TreeSet<String> expected = new TreeSet<>(system());
        expected.addAll(List.of(more));
        TreeSet<String> found = new TreeSet<>();
        List<Package> own = report.packages().stream()
                .filter(pkg -> pkg.coveredBy() == null)
                .toList();
        for (Package pkg : own) {
            found.add(pkg.ecosystem() + " " + pkg.name() + (pkg.ecosystem().equals("apk") ? "" : " " + pkg.version()));
        }
        assertEquals(expected, found);
    }

    @Test
    void aNodeApplication() throws IOException {
        RealDocker.require();
        Path context = context("COPY app /app\nCOPY late /app/node_modules/late\nCMD [\"node\", \"/app/server.js\"]\n");
        Path app = context.resolve("app");
        module(app, ".", "shop", "1.0.0");
        module(app, "node_modules/lodash", "lodash", "4.17.4");
        module(app, "node_modules/lodash/node_modules/minimist", "minimist", "1.2.0");
        module(app, "node_modules/@scope/tool", "@scope/tool", "2.0.0");
        module(context, "late", "late", "3.1.0");
        Report report = everywhere(context, "seawall/node-app:1");
        holds(
                report,
                "npm @scope/tool 2.0.0",
                "npm late 3.1.0",
                "npm lodash 4.17.4",
                "npm minimist 1.2.0",
                "npm shop 1.0.0");
        assertTrue(report.findings().stream().anyMatch(each -> each.id().equals("CVE-2021-44906")));
    }

    @Test
    void aJavaApplication() throws IOException {
        RealDocker.require();
        Path context = context("COPY app.jar /srv/app.jar\nCMD [\"java\", \"-jar\", \"/srv/app.jar\"]\n");
        byte[] own = "groupId=shop\nartifactId=web\nversion=1.0\n".getBytes(StandardCharsets.UTF_8);
        Files.write(
                context.resolve("app.jar"),
                jar(Map.of(
                        "META-INF/maven/shop/web/pom.properties",
                        own,
                        "BOOT-INF/lib/log4j-core-2.14.1.jar",
                        library("org.apache.logging.log4j", "log4j-core", "2.14.1"),
                        "BOOT-INF/lib/commons-text-1.9.jar",
                        library("org.apache.commons", "commons-text", "1.9"))));
        Report report = everywhere(context, "seawall/java-app:1");
        holds(
                report,
                "maven org.apache.commons:commons-text 1.9",
                "maven org.apache.logging.log4j:log4j-core 2.14.1",
                "maven shop:web 1.0");
        assertTrue(report.findings().stream().anyMatch(each -> each.id().equals("CVE-2021-44228")));
    }
}
