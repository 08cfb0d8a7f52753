package dev.seawall.server;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A running server of the API with an administrator who has a token. */
public final class TestServer implements Closeable {
    public static final String PASSWORD = "nine green lamps hum";

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    private TestServer(Server server, String said) throws IOException, InterruptedException {
        this.server = server;
        String secret = said.replaceAll("(?s).*/first#(\\S+).*", "$1");
        HttpResponse<String> made = send(
                "POST",
                "/api/v1/first",
                "{\"secret\":\"" + secret + "\",\"name\":\"ada\",\"password\":\"" + PASSWORD + "\"}",
                "X-None",
                "");
        String cookie = made.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String csrf = json(made).path("csrf").asString();
        HttpResponse<String> issued = send(
                "POST",
                "/api/v1/tokens",
                "{\"name\":\"test\",\"role\":\"owner\"}",
                "Cookie",
                cookie,
                "X-Seawall-Csrf",
                csrf);
        token = json(issued).path("secret").asString();
    }

    public static TestServer start(Path home) throws IOException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ServerOptions options = new ServerOptions(
                home, List.of("api"), List.of(new ListenAddress("web", "127.0.0.1", 0)), "off", false, null);
        Server server = Server.start(options, new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
        return new TestServer(server, said.toString(StandardCharsets.UTF_8));
    }

    public String token() {
        return token;
    }

    public String url() {
        return server.url("web");
    }

    public HttpClient client() {
        return client;
    }

    /** As the administrator. */
    public HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        return send(method, path, body, all);
    }

    /** As whoever the headers say. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
