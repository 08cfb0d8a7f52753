package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Reads from a Kubernetes API server: GET only, no redirects, answers of at most 64 MiB. Close it after use. */
public final class ClusterClient implements AutoCloseable {
    private static final int MAX_BYTES = 64 << 20;

    private final ClusterAccess access;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * Connects to nothing yet.
     *
     * @throws IOException where the certificates of the access cannot be used
     */
    public ClusterClient(ClusterAccess access, Duration timeout) throws IOException {
        this.access = access;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TlsSettings.ofCluster(access))
                .build();
    }

    /**
     * One GET.
     *
     * @param path with leading slash and query
     * @param accept media type
     * @throws ClusterException where the server answers with another status than 200
     * @throws IOException where there is no answer in time or it is no JSON
     */
    public JsonNode json(String path, String accept) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target(path))
                .timeout(timeout)
                .header("Accept", accept)
                .header("User-Agent", "seawall");
        if (!access.authorization().isEmpty()) {
            request.header("Authorization", access.authorization());
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return answered(answer.statusCode(), body.readNBytes(MAX_BYTES + 1));
            }
        } catch (HttpTimeoutException e) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private URI target(String path) throws IOException {
        try {
            return URI.create(access.server().toString().replaceFirst("/+$", "") + path);
        } catch (IllegalArgumentException e) {
            throw new IOException("the path " + path + " is not encoded", e);
        }
    }

    private static JsonNode answered(int status, byte[] content) throws IOException {
        if (status != 200) {
            throw new ClusterException(status, message(status, content));
        } else if (content.length > MAX_BYTES) {
            throw new IOException("the answer is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        return Json.parse(content);
    }

    private static String message(int status, byte[] content) {
        String said = "";
        try {
            said = PrintableText.of(Json.parse(content).path("message").asString(""));
        } catch (IOException e) {
            said = "";
        }
        String meaning =
                switch (status) {
                    case 401 -> "the server does not know this user";
                    case 403 -> "this user may not read it";
                    case 404 -> "the server has no such kind";
                    default -> "the server answers with status " + status;
                };
        return said.isEmpty() ? meaning + " (" + status + ")" : meaning + " (" + status + "): " + said;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
