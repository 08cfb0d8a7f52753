package dev.seawall.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path demo = folder.resolve("demo");
        Main.run(List.of("--help"));
        Main.run(List.of("demo", demo.toString()));
        String image = "oci:" + demo.resolve("image") + ":shop";
        for (String format : List.of("json", "json", "table", "sarif")) {
            Main.run(List.of(
                    "scan", image, "-f", format, "-o", folder.resolve("report").toString()));
        }
        Main.run(List.of("scan", image, "--explain", "CVE-2021-44228"));
        Main.run(List.of("scan", demo.toString(), "--scanners", "none"));
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
        Path pod = Files.writeString(folder.resolve("pod.yaml"), POD);
        Main.run(List.of("check", dockerfile.toString(), pod.toString(), "-f", "json"));
        Main.run(List.of("check", pod.toString()));
        InputStream standardInput = System.in;
        System.setIn(new ByteArrayInputStream("1.0\t2.0\n".getBytes(StandardCharsets.UTF_8)));
        Main.run(List.of("debug", "versions", "--ecosystem", "deb"));
        System.setIn(standardInput);
    }
}
