package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import dev.seawall.engine.wire.ServerDoor;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.engine.wire.ServerTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Where log lines are read from: a server, or the home of one that is not running. */
final class LogSource {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Address of one of the server's HTTP listeners for logs, such as https://127.0.0.1:3100")
    private @Nullable String server;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Token that may read logs (SEAWALL_TOKEN)")
    private @Nullable String token;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Without --server: home of a server that does not run now")
    private @Nullable Path home;

    /** The answer to one question; parameters that are empty are left out. */
    JsonNode ask(String question, Map<String, String> parameters) {
        return server == null ? local(question, parameters) : remote(server, question, parameters);
    }

    private JsonNode remote(String url, String question, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try (ServerClient client = KnownServers.ofUser().client(url, token)) {
            return client.ask("GET", "/api/v1/logs/" + question + "?" + query, null);
        }
    }

    private JsonNode local(String question, Map<String, String> parameters) {
        Path folder = home == null ? SeawallHome.resolve().data().resolve("server") : home.toAbsolutePath();
        ServerDoor door = ServerDoor.find()
                .orElseThrow(() -> new SeawallException(
                        "read the logs in " + folder, "this installation has no server", "Name a --server"));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(answer, false, StandardCharsets.UTF_8)) {
            door.maintain(
                    new ServerTask.AskLogs(question, parameters),
                    new ServerOptions(folder, List.of(), List.of(), null, false, null),
                    out);
        }
        try {
            return Json.parse(answer.toByteArray());
        } catch (IOException e) {
            throw new SeawallException("read the logs in " + folder, "" + e.getMessage(), "Report this", e);
        }
    }
}
