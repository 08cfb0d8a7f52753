package dev.seawall.engine.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SbomsTest {
    private static SbomContent read(String text) throws IOException {
        return Sboms.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String cyclonedx(String components) {
        return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"components\":[" + components + "]}";
    }

    @Test
    void readsThePeersBills() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(SharedFolder.require("cases/trivy"))) {
            cases = folders.filter(f -> Files.exists(f.resolve("input/sbom.cdx.json")))
                    .sorted()
                    .toList();
        }
        for (Path folder : cases) {
            byte[] bytes = Files.readAllBytes(folder.resolve("input/sbom.cdx.json"));
            assertTrue(Sboms.isSbom(bytes));
            SbomContent content = Sboms.read(bytes);
            JsonNode expected = Json.parse(Files.readAllBytes(folder.resolve("expected.json")));
            TreeSet<String> theirs = new TreeSet<>();
            expected.path("packages")
                    .forEach(p -> theirs.add(
                            p.path("name").asString() + " " + p.path("version").asString() + " "
                                    + p.path("source").asString("")));
            TreeSet<String> ours = new TreeSet<>();
            content.packages()
                    .forEach(p -> ours.add(p.name() + " " + p.version() + " "
                            + (p.source() == null ? "" : p.source().name())));
            assertEquals(theirs, ours, folder.toString());
            assertEquals(
                    expected.path("os").path("version").asString(), content.os().version(), folder.toString());
        }
    }

    @Test
    void readsTagValue() throws IOException {
        SbomContent content = Sboms.read(Files.readAllBytes(
                SharedFolder.require("cases/trivy/sbom-centos7-spdx-tag-value/input/centos-7-spdx.txt")));
        assertEquals("centos 7.6.1810", content.os().id() + " " + content.os().version());
        assertEquals(
                List.of("bash 4.2.46-31.el7", "openssl-libs 1:1.0.2k-16.el7"),
                content.packages().stream()
                        .map(p -> p.name() + " " + p.version())
                        .toList());
        Package openssl = content.packages().getLast();
        assertEquals("SourcePackage[name=openssl-libs, version=1:1.0.2k-16.el7]", String.valueOf(openssl.source()));
        assertEquals(List.of("OpenSSL"), openssl.licenses());
        assertTrue(String.valueOf(openssl.layer()).startsWith("sha256:89169d87"));
    }

    @Test
    void takesEnvelopesOff() throws IOException {
        String inner = cyclonedx("{\"type\":\"library\",\"name\":\"a\",\"purl\":\"pkg:npm/%40x/a@1\"}");
        String statement =
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://cyclonedx.org/bom\",\"predicate\":"
                        + inner + "}";
        String cosign = statement.replace(inner, "{\"Data\":" + inner + "}");
        String dsse = "{\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[],\"payload\":\""
                + Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8)) + "\"}";
        for (String text : List.of(
                statement, cosign, dsse, "{\"mediaType\":\"x\",\"dsseEnvelope\":" + dsse + "}", "\uFEFF" + inner)) {
            assertEquals("@x/a", read(text).packages().getFirst().name(), text);
        }
    }

    @Test
    void readsPackageUrlsAndTheirQualifiers() throws IOException {
        SbomContent content = read(
                "# list\npkg:deb/ubuntu/login@4.8.1-1ubuntu5?arch=amd64&distro=ubuntu-20.04&epoch=1&upstream=shadow%401:4.8\n"
                        + "pkg:maven/org.acme/x@1.0\npkg:golang/stdlib@v1.20\npkg:rpm/redhat/bash@5.1-2?upstream=bash-5.1-2.src.rpm\nnonsense\n");
        assertEquals("ubuntu 20.04", content.os().id() + " " + content.os().version());
        assertEquals(
                List.of("login 1:4.8.1-1ubuntu5", "org.acme:x 1.0", "stdlib 1.20", "bash 5.1-2"),
                content.packages().stream()
                        .map(p -> p.name() + " " + p.version())
                        .toList());
        assertEquals(
                "SourcePackage[name=shadow, version=1:4.8]",
                String.valueOf(content.packages().getFirst().source()));
        assertEquals(
                "SourcePackage[name=bash, version=5.1-2]",
                String.valueOf(content.packages().getLast().source()));
        assertEquals(1, content.warnings().size());
    }

    @Test
    void readsSyft() throws IOException {
        SbomContent content = read("""
                {"artifacts":[{"name":"musl","version":"1.2.4-r2","type":"apk","purl":"pkg:apk/alpine/musl-utils@1.2.4-r2?arch=x86_64&upstream=musl&distro=alpine-3.18.4",
                 "locations":[{"path":"/lib/apk/db/installed","layerID":"sha256:%s"}],"licenses":[{"value":"MIT","spdxExpression":"MIT"}],"metadata":{"originPackage":"musl"}}],
                 "distro":{"id":"alpine","versionID":"3.18.4"},"source":{"type":"image","metadata":{"userInput":"alpine:3.18","manifestDigest":"sha256:%s"}},
                 "schema":{"version":"16.0.0"}}""".formatted("a".repeat(64), "b".repeat(64)));
        Package musl = content.packages().getFirst();
        assertEquals("lib/apk/db/installed", musl.path());
        assertEquals("SourcePackage[name=musl, version=1.2.4-r2]", String.valueOf(musl.source()));
        assertEquals("alpine:3.18", content.name());
        assertEquals("sha256:" + "b".repeat(64), String.valueOf(content.digest()));
    }

    @Test
    void namesOperatingSystemsAsOsReleaseDoes() {
        assertEquals("amzn", OsNames.of("amazon", "2").id());
        assertEquals(
                "opensuse-leap 15.1",
                OsNames.ofDistro("opensuse-leap-15.1", "opensuse").id() + " "
                        + OsNames.ofDistro("opensuse-leap-15.1", "opensuse").version());
        assertEquals("alpine", OsNames.ofDistro("3.16", "alpine").id());
        assertEquals("12", OsNames.ofDistro("bookworm", "debian").version());
        assertTrue(OsNames.of("none", "").isNone());
    }

    @Test
    void placesOfLockFilesComeFromTheGraph() throws IOException {
        SbomContent content = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"bom-ref":"f","type":"application","name":"app/package-lock.json"},
                {"bom-ref":"p","type":"library","name":"x","purl":"pkg:npm/x@1","components":[{"bom-ref":"q","type":"library","name":"y","purl":"pkg:npm/y@2"}]}],
                "dependencies":[{"ref":"f","dependsOn":["p"]}]}""");
        assertEquals(
                List.of("app/package-lock.json", ""),
                content.packages().stream().map(Package::path).toList());
    }

    @Test
    void hostileDocumentsAreRefused() {
        String bomb = "{\"predicate\":".repeat(400) + "{}" + "}".repeat(400);
        for (String text : List.of(
                "",
                "x",
                "{",
                "[]",
                "{}",
                bomb,
                "[".repeat(100_000),
                "<bom",
                "<a/>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><bom>&a;</bom>",
                "<bom>" + "<component>".repeat(5_000),
                "{\"payloadType\":\"x\",\"payload\":\"%%%\"}")) {
            assertThrows(IOException.class, () -> read(text), text.substring(0, Math.min(60, text.length())));
        }
    }

    @Test
    void wrongTypesAreTolerated() throws IOException {
        assertEquals(
                0,
                read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":1.5,\"components\":{\"a\":[1]},\"dependencies\":7,\"metadata\":[]}")
                        .packages()
                        .size());
        assertEquals(
                1,
                read(cyclonedx(
                                "7,null,{\"purl\":[]},{\"name\":{},\"purl\":\"pkg:npm/a\",\"licenses\":\"x\",\"properties\":[1]}"))
                        .packages()
                        .size());
        assertEquals(
                0,
                read("{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[[],{\"externalRefs\":3}],\"relationships\":{}}")
                        .packages()
                        .size());
        assertEquals(
                0,
                read("{\"@graph\":[1,{\"type\":\"software_Package\"},{\"type\":\"Relationship\",\"to\":4}]}")
                        .packages()
                        .size());
    }
}
