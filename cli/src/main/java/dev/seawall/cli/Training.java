package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the build runs once so that the start-up cache knows the classes of everyday commands. Works in the folder it is
 * given, with SEAWALL_HOME below it; its output is thrown away.
 */
final class Training {
    private static final String DOCKERFILE =
            "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nCMD curl\n";
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: training}
            spec:
              containers:
              - {name: main, image: "nginx:latest", securityContext: {privileged: true}}
            """;

    private static final String ADVISORY = """
            {"id": "TRAINING-1", "modified": "2023-01-01T00:00:00Z",
             "affected": [{"package": {"ecosystem": "Debian:11", "name": "openssl"},
                           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}]}]}
            """;

    private Training() {}

    /** The server makes its own requests and stops; the agent is refused where the build has not the rights. */
    private static List<String> trainingOf(String role, Path folder) {
        return role.equals("agent")
                ? List.of("watch", "--duration", "1s")
                : List.of("server", "train", "--home", folder.resolve("server").toString());
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (arguments.length > 1) {
            System.exit(Main.run(trainingOf(arguments[1], folder)));
        }
        Path demo = folder.resolve("demo");
        Main.run(List.of("--help"));
        Main.run(List.of("demo", demo.toString()));
        String image = "oci:" + demo.resolve("image") + ":shop";
        Path report = folder.resolve("report");
        for (String format : List.of("json", "json", "table", "sarif")) {
            Main.run(List.of("scan", image, "-f", format, "-o", report.toString()));
        }
        Main.run(List.of("scan", image, "--explain", "CVE-2021-44228"));
        Main.run(List.of("scan", demo.toString(), "--scanners", "none"));
        Path archive = dockerArchive(demo.resolve("image"), folder.resolve("image.tar"));
        Path advisories = Files.createDirectory(folder.resolve("advisories"));
        Files.writeString(advisories.resolve("TRAINING-1.json"), ADVISORY);
        for (int time = 0; time < 3; time++) {
            Main.run(List.of(
                    "scan",
                    archive.toString(),
                    "--advisories",
                    advisories.toString(),
                    "-f",
                    "json",
                    "-o",
                    "" + report));
        }
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
        Path pod = Files.writeString(folder.resolve("pod.yaml"), POD);
        Main.run(List.of("check", dockerfile.toString(), pod.toString(), "-f", "json"));
        Main.run(List.of("check", pod.toString()));
        InputStream standardInput = System.in;
        System.setIn(new ByteArrayInputStream("1.0\t2.0\n".getBytes(StandardCharsets.UTF_8)));
        Main.run(List.of("debug", "versions", "--ecosystem", "deb"));
        System.setIn(standardInput);
    }

    /** The first image of an OCI layout as {@code docker save} writes it. */
    private static Path dockerArchive(Path layout, Path archive) throws IOException {
        JsonNode manifest = blob(
                layout,
                Json.parse(Files.readAllBytes(layout.resolve("index.json")))
                        .path("manifests")
                        .path(0));
        ObjectNode image = JsonNodeFactory.instance.objectNode();
        image.put("Config", pathOf(manifest.path("config")));
        image.putArray("RepoTags").add("shop:1");
        ArrayNode layers = image.putArray("Layers");
        manifest.path("layers").forEach(layer -> layers.add(pathOf(layer)));
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive));
                Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            put(tar, "manifest.json", ("[" + image + "]").getBytes(StandardCharsets.UTF_8));
            for (Path blob : (Iterable<Path>) blobs::iterator) {
                put(tar, layout.relativize(blob).toString(), Files.readAllBytes(blob));
            }
        }
        return archive;
    }

    private static JsonNode blob(Path layout, JsonNode descriptor) throws IOException {
        return Json.parse(Files.readAllBytes(layout.resolve(pathOf(descriptor))));
    }

    private static String pathOf(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asString().replace(':', '/');
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
