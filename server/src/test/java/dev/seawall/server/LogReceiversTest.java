package dev.seawall.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.engine.wire.ServerTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What each protocol brings in is found after a stop, from the command line's side. */
final class LogReceiversTest {
    private static final PrintStream QUIET = new PrintStream(PrintStream.nullOutputStream());

    @TempDir
    Path home;

    private ServerOptions options() {
        List<ListenAddress> listen = Stream.of("logs-otlp-http", "logs-loki", "logs-syslog-tcp")
                .map(name -> new ListenAddress(name, "127.0.0.1", 0))
                .toList();
        return new ServerOptions(home, List.of("logs"), listen, "off", false, null);
    }

    private static int post(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private List<String> found(String query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ServerEntry()
                .maintain(
                        new ServerTask.AskLogs("search", Map.of("query", query)),
                        options(),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>();
        for (JsonNode line : Json.parse(out.toByteArray()).path("lines")) {
            all.add(line.path("message").asString(""));
        }
        return all;
    }

    @Test
    void keepsWhatEachProtocolBrings() throws IOException, InterruptedException {
        Server server = Server.start(options(), QUIET, Clock.systemUTC());
        assertEquals(200, post(server.url("logs-otlp-http") + "/v1/logs", """
                        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
                        "scopeLogs":[{"logRecords":[{"timeUnixNano":"1760000000000000000","severityNumber":17,
                        "body":{"stringValue":"by otlp"}}]}]}]}"""));
        assertEquals(400, post(server.url("logs-otlp-http") + "/v1/logs", "{"));
        assertEquals(
                204,
                post(
                        server.url("logs-loki") + "/loki/api/v1/push",
                        "{\"streams\":[{\"stream\":{\"pod\":\"web-1\"},\"values\":[[\"1760000001000000000\",\"by loki\"]]}]}"));
        syslog(server);
        server.close();
        assertEquals(List.of("by otlp"), found("service:shop level:error"));
        assertEquals(List.of("by loki"), found("pod:web-*"));
        assertEquals(
                List.of("by counted syslog", "by syslog"),
                found("host:box").stream().sorted().toList());
    }

    /** The server ends the connection once it has read and kept everything before the end. */
    private static void syslog(Server server) throws IOException {
        URI address = URI.create(server.url("logs-syslog-tcp"));
        String counted = "<34>1 2026-01-01T00:00:00Z box app 1 - - by counted syslog";
        String sent = "<34>Jan  1 00:00:00 box app[1]: by syslog\n" + counted.length() + " " + counted;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertEquals(-1, socket.getInputStream().read());
        }
    }
}
