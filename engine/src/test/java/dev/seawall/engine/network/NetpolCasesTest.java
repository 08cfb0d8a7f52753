package dev.seawall.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The published cases of netpol-analyzer: the list of connections is equal, name by name and port by port. */
final class NetpolCasesTest {
    static Stream<JsonNode> cases() throws IOException {
        Path index = SharedFolder.require("cases/netpol/index.json");
        return Json.parse(Files.readAllBytes(index)).path("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void connectionsAreThoseOfThePeer(JsonNode expected) {
        String name = expected.path("name").asString();
        NetworkAnalysis analysis = NetworkAnalyzer.analyze(SharedFolder.require("cases/netpol/cases/" + name), false);
        List<String> wanted = new ArrayList<>();
        expected.path("expected")
                .valueStream()
                .map(line ->
                        line.path("src").asString() + " => " + line.path("dst").asString() + " : "
                                + line.path("allowed")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()
                                + " " + line.path("network").asString(""))
                .sorted()
                .forEach(wanted::add);
        List<String> got = analysis.connections().stream()
                .map(c -> c.from() + " => " + c.to() + " : " + c.ports() + " " + c.network())
                .sorted()
                .toList();
        assertEquals(String.join("\n", wanted), String.join("\n", got), name);
    }
}
