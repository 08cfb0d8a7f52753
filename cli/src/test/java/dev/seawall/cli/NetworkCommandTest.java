package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class NetworkCommandTest {
    @TempDir
    Path folder;

    private int run(String... options) {
        List<String> arguments = new java.util.ArrayList<>(List.of("network", folder.toString()));
        arguments.addAll(List.of(options));
        return Main.run(arguments);
    }

    @Test
    void writesConnectionsAsJson() throws IOException {
        Files.writeString(folder.resolve("pod.yaml"), "kind: Pod\nmetadata: {name: a, labels: {app: a}}\n");
        Path out = folder.resolve("out.txt");
        assertEquals(0, run("--format", "json", "-o", out.toString()));
        JsonNode first = Json.parse(Files.readAllBytes(out)).path("connections").path(0);
        assertEquals("0.0.0.0-255.255.255.255[External]", first.path("from").asString());
        assertEquals("default/a[Pod]", first.path("to").asString());
        assertEquals("All Connections", first.path("ports").path(0).asString());
        assertEquals(0, run("--generate", "-o", out.toString()));
        assertTrue(Files.readString(out).contains("kind: NetworkPolicy"));
    }

    @Test
    void whatCannotBeDoneEndsWithTwo() throws IOException {
        assertEquals(Main.COULD_NOT, run());
        Files.writeString(folder.resolve("pod.yaml"), "kind: Pod\nmetadata: {name: a}\n");
        assertEquals(Main.COULD_NOT, run("--format", "pdf"));
        assertEquals(Main.COULD_NOT, run("--generate", "--as", "nftables"));
    }
}
