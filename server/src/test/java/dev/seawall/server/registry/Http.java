package dev.seawall.server.registry;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Plain requests of tests. */
public final class Http {
    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers;

    public Http(HttpClient client, String base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    public Http(String base) {
        this(HttpClient.newHttpClient(), base, Map.of());
    }

    public Http as(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Http(client, base, Map.of("Authorization", "Basic " + pair));
    }

    public Http bearing(String token) {
        return new Http(client, base, Map.of("Authorization", "Bearer " + token));
    }

    public HttpResponse<String> send(String method, String path, String body, String... more)
            throws IOException, InterruptedException {
        URI uri = URI.create(path.startsWith("http") ? path : base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
        headers.forEach(request::setHeader);
        if (more.length > 0) {
            request.headers(more);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    public int status(String method, String path, String... more) throws IOException, InterruptedException {
        return send(method, path, "", more).statusCode();
    }

    /** A token for scopes, as a client asks for one. */
    public String token(String... scopes) throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder("/token?service=seawall-registry");
        for (String scope : scopes) {
            query.append("&scope=").append(scope);
        }
        return Json.parse(send("GET", query.toString(), "").body().getBytes(StandardCharsets.UTF_8))
                .path("token")
                .asString("");
    }
}
