package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Client of the Docker Engine API, which Podman speaks too: one connection per request, over a Unix socket or TCP.
 * Thread-safe.
 */
public final class DaemonClient {
    private static final int MAX_JSON_BYTES = 64 << 20;
    private static final int MAX_ERROR_BYTES = 64 << 10;
    /** An export of a large image is silent while the engine writes it to its own disk. */
    private static final Duration EXPORT_SILENCE = Duration.ofMinutes(15);

    private final DaemonEndpoint endpoint;
    private final RegistryOptions options;

    /** Opens nothing yet. */
    public DaemonClient(DaemonEndpoint endpoint, RegistryOptions options) {
        this.endpoint = endpoint;
        this.options = options;
    }

    /** A path segment or reference as it may stand in a request path; slashes and colons stay. */
    public static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/:@._-".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    /**
     * A GET whose answer is JSON of at most 64 MiB.
     *
     * @param path with leading slash and query, encoded; no version prefix means the engine's newest
     * @throws IOException where the engine cannot be reached or its status is not 2xx, with its own message
     */
    public JsonNode json(String path) throws IOException {
        try (DaemonAnswer answer = successful("GET", path, null)) {
            byte[] content = answer.body().readNBytes(MAX_JSON_BYTES + 1);
            if (content.length > MAX_JSON_BYTES) {
                throw new IOException("the answer of " + endpoint + " is larger than " + MAX_JSON_BYTES + " bytes");
            }
            return Json.parse(content);
        }
    }

    /** A GET whose answer is streamed; closing the stream closes the connection. */
    public InputStream stream(String path) throws IOException {
        DaemonClient patient =
                new DaemonClient(endpoint, options.withTimeouts(options.connectTimeout(), EXPORT_SILENCE));
        DaemonAnswer answer = patient.successful("GET", path, null);
        return new FilterInputStream(answer.body()) {
            @Override
            public void close() throws IOException {
                answer.close();
            }
        };
    }

    /** As {@link #send}, but a status other than 2xx is an exception with the engine's message. */
    public DaemonAnswer successful(String method, String path, byte @Nullable [] body) throws IOException {
        DaemonAnswer answer = send(method, path, body);
        if (answer.status() / 100 == 2) {
            return answer;
        }
        try (answer) {
            byte[] said = answer.body().readNBytes(MAX_ERROR_BYTES);
            throw new DaemonException(answer.status(), message(said), endpoint.toString());
        }
    }

    private static String message(byte[] body) {
        try {
            return Json.parse(body).path("message").asString("");
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Sends one request.
     *
     * @param body JSON, or null for none
     * @throws IOException where there is no answer
     */
    public DaemonAnswer send(String method, String path, byte @Nullable [] body) throws IOException {
        Wire wire = connect();
        try {
            OutputStream out = wire.out();
            out.write(head(method, path, body).getBytes(StandardCharsets.ISO_8859_1));
            if (body != null) {
                out.write(body);
            }
            out.flush();
            return DaemonAnswer.read(wire, !method.equals("HEAD"));
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private Wire connect() throws IOException {
        try {
            return switch (endpoint) {
                case DaemonEndpoint.UnixSocket socket -> UnixWire.open(socket.path(), options.idleTimeout());
                case DaemonEndpoint.TcpPort port -> TcpWire.open(port, options);
            };
        } catch (IOException e) {
            throw new IOException("cannot connect to " + endpoint + " (" + e.getMessage() + ")", e);
        }
    }

    private static String head(String method, String path, byte @Nullable [] body) throws IOException {
        if (path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IOException("the request path is not encoded");
        }
        String type = body == null ? "" : "Content-Type: application/json\r\n";
        int length = body == null ? 0 : body.length;
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: seawall\r\nConnection: close\r\n"
                + type + "Content-Length: " + length + "\r\n\r\n";
    }
}
