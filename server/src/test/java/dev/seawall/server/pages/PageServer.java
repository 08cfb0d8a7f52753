package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.Server;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real server with pages, and what a test does to it over its API. */
final class PageServer implements Closeable {
    static final String PASSWORD = "nine green lamps hum";
    private final Server server;
    private final String firstLink;
    private final HttpClient client = HttpClient.newHttpClient();
    private String cookie = "";
    private String csrf = "";

    private PageServer(Server server, String firstLink) {
        this.server = server;
        this.firstLink = firstLink;
    }

    /** Nobody is administrator yet. */
    static PageServer fresh(Path home, Clock clock) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ServerOptions options = new ServerOptions(
                home, List.of("web"), List.of(new ListenAddress("web", "127.0.0.1", 0)), "off", false, null);
        Server server = Server.start(options, new PrintStream(said, true, StandardCharsets.UTF_8), clock);
        String link = said.toString(StandardCharsets.UTF_8).replaceAll("(?s).*(http\\S+/first#\\S+).*", "$1");
        return new PageServer(server, link);
    }

    /** With the administrator ada. */
    static PageServer ready(Path home, Clock clock) throws IOException, InterruptedException {
        PageServer out = fresh(home, clock);
        out.administrator();
        return out;
    }

    private void administrator() throws IOException, InterruptedException {
        String secret = firstLink.replaceAll(".*#", "");
        HttpResponse<String> made =
                send("POST", "/api/v1/first", Map.of("secret", secret, "name", "ada", "password", PASSWORD));
        opened(made);
    }

    private void opened(HttpResponse<String> answer) throws IOException {
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        csrf = Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                .path("csrf")
                .asString("");
    }

    /** The administrator, made in the browser, here too. */
    void logIn() throws IOException, InterruptedException {
        opened(send("POST", "/api/v1/login", Map.of("name", "ada", "password", PASSWORD)));
    }

    HttpResponse<String> send(String method, String path, Object body) throws IOException, InterruptedException {
        String text = body instanceof String already ? already : Json.mapper().writeValueAsString(body);
        return client.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(text))
                        .header("Cookie", cookie)
                        .header("X-Seawall-Csrf", csrf)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.parse(send("GET", path, "").body().getBytes(StandardCharsets.UTF_8));
    }

    /** Stores a report from a file beside, under a name; its image's id. */
    String scan(String file, String name) throws IOException, InterruptedException {
        HttpResponse<String> stored =
                send("POST", "/api/v1/scans", report(file).replaceAll("oci:seawall-demo/image:\\w+", name));
        assertEquals(201, stored.statusCode(), stored.body());
        return Json.parse(stored.body().getBytes(StandardCharsets.UTF_8))
                .path("image")
                .asString("");
    }

    static String report(String file) throws IOException {
        try (InputStream in = PageServer.class.getResourceAsStream("/pages/" + file)) {
            if (in == null) {
                throw new IOException("no file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String url() {
        return server.url("web");
    }

    String firstLink() {
        return firstLink;
    }

    /** Logs in as people do. */
    void enter(Page page, String name) {
        page.navigate(url() + "/login");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForSelector(".top");
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
