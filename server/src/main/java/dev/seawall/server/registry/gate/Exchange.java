package dev.seawall.server.registry.gate;

import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Caller;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One request and its answer, in the gate's terms. */
final class Exchange {
    private static final int COPY_BYTES = 128 << 10;
    /** What the backend may know of a request. */
    private static final List<String> FORWARDED = List.of(
            "Accept",
            "Content-Type",
            "Content-Range",
            "Range",
            "If-None-Match",
            "If-Modified-Since",
            "If-Range",
            "OCI-Chunk-Min-Length");
    /** What of the backend's answer is not the client's business, or is made anew. */
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "www-authenticate",
            "location",
            "link",
            "set-cookie",
            "date",
            "strict-transport-security",
            "alt-svc");

    private final ServerRequest request;
    private final ServerResponse response;
    private final Asker asker;

    Exchange(ServerRequest request, ServerResponse response, Asker asker) {
        this.request = request;
        this.response = response;
        this.asker = asker;
    }

    String method() {
        return request.prologue().method().text();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    Asker asker() {
        return asker;
    }

    Caller caller() {
        return asker.caller();
    }

    boolean intends(Action action, String repository) {
        return asker.intends(action, repository);
    }

    String address() {
        return asker.address();
    }

    Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** All values of a header, as one list. */
    String headers(String name) {
        var key = HeaderNames.create(name);
        return request.headers().contains(key)
                ? String.join(", ", request.headers().get(key).allValues())
                : "";
    }

    Query query() throws OciProblem {
        return Query.parse(request.query().rawValue());
    }

    /** The request as it goes to the backend, without its body. */
    Backend.Ask ask(RegistryPath to) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : FORWARDED) {
            String value = headers(name);
            if (!value.isEmpty()) {
                headers.put(name, value);
            }
        }
        return new Backend.Ask(method(), to.path(), "", headers, null, 0);
    }

    /** Length of the request's body, -1 where it does not say. */
    long length() {
        return header("Content-Length").map(Exchange::number).orElseGet(() -> isChunked() ? -1L : 0L);
    }

    private boolean isChunked() {
        return headers("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    InputStream body() {
        return request.content().inputStream();
    }

    /** Host and port that this connection came in on; unlike the Host header, no client chooses it freely. */
    String ownName() {
        if (request.localPeer().address() instanceof InetSocketAddress local && local.getAddress() != null) {
            String host = local.getAddress().getHostAddress();
            return (host.contains(":") ? "[::1]" : host) + ":" + local.getPort();
        }
        return "localhost";
    }

    /** Where clients reach this server, as {@code https://host:port}. */
    String base() {
        return base(request);
    }

    static String base(ServerRequest request) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        String safe = host.matches("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:[0-9]{1,5})?")
                ? host
                : request.localPeer().host() + ":" + request.localPeer().port();
        return (request.isSecure() ? "https://" : "http://") + safe;
    }

    /** Takes over status and headers of the backend's answer. */
    void take(Backend.Answer answer) {
        response.status(answer.status());
        answer.headers().map().forEach((name, values) -> {
            if (!DROPPED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                response.header(name, values.toArray(String[]::new));
            }
        });
    }

    void header(String name, String value) {
        response.header(name, value);
    }

    void status(int status) {
        response.status(status);
    }

    /** Sends a body that is in memory, or to HEAD what it would be. */
    void send(byte[] body) {
        if (isHead()) {
            sendHead(body.length);
        } else {
            response.send(body);
        }
    }

    /** Answers HEAD; -1 where the length is not known. */
    void sendHead(long length) {
        if (length >= 0) {
            response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        response.send();
    }

    /** Passes the backend's answer on as it comes, without holding it. */
    void stream(Backend.Answer answer) throws IOException {
        take(answer);
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (isHead()) {
            sendHead(length);
        } else if (length == 0 || answer.status() == 204 || answer.status() == 304) {
            response.send();
        } else {
            copy(answer, length);
        }
    }

    private void copy(Backend.Answer answer, long length) throws IOException {
        if (length > 0) {
            response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        try (InputStream in = answer.body();
                OutputStream out = response.outputStream()) {
            byte[] buffer = new byte[COPY_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    void fail(OciProblem problem) {
        fail(request, response, problem);
    }

    static void fail(ServerRequest request, ServerResponse response, OciProblem problem) {
        if (response.isSent()) {
            return;
        }
        response.status(problem.status());
        problem.headers().forEach(response::header);
        response.header("Content-Type", "application/json; charset=utf-8");
        response.header("Docker-Distribution-Api-Version", "registry/2.0");
        if (request.prologue().method().text().equals("HEAD")) {
            response.send();
        } else {
            response.send(problem.body());
        }
    }
}
