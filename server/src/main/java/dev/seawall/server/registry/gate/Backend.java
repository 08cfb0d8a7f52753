package dev.seawall.server.registry.gate;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry behind the gate. Follows no redirect but to hosts that the configuration names, so that neither it nor what
 * was pushed to it can make the gate ask other servers for anything.
 */
final class Backend implements Closeable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 3;
    private static final Duration FIRST_BYTE = Duration.ofMinutes(5);

    private final URI root;
    private final @Nullable String authorization;
    private final Set<String> redirects;
    private final HttpClient client;

    /**
     * @param root such as {@code http://127.0.0.1:5000}
     * @param authorization header value with which the gate itself logs in, or null
     * @param redirects hosts, with port where not the usual, that blobs may be fetched from instead
     */
    Backend(URI root, @Nullable String authorization, Set<String> redirects, HttpClient client) {
        this.root = root;
        this.authorization = authorization;
        this.redirects = Set.copyOf(redirects);
        this.client = client;
    }

    /**
     * What is asked of it.
     *
     * @param query raw, without question mark; empty for none
     * @param body of an upload, or null
     * @param length of the body in bytes, -1 where unknown
     */
    record Ask(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            @Nullable InputStream body,
            long length) {
        static Ask of(String method, String path) {
            return new Ask(method, path, "", Map.of(), null, 0);
        }

        Ask withHeader(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Ask(method, path, query, more, body, length);
        }

        Ask withQuery(String raw) {
            return new Ask(method, path, raw, headers, body, length);
        }

        boolean isRead() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    /** Its answer; closed by whoever asked. */
    record Answer(int status, HttpHeaders headers, InputStream body) implements Closeable {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** A header of an answer whose body is of no interest, where it was a success. */
        Optional<String> closed(String name) {
            close();
            return ok() ? header(name) : Optional.empty();
        }

        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The whole body, or an error where it is longer. */
        byte[] bytes(int limit) throws IOException {
            byte[] content = body.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new IOException("it is longer than " + limit + " bytes");
            }
            return content;
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                // the connection is given up, which is what closing is for
                return;
            }
        }
    }

    /** @throws OciProblem where it gives no answer, or points elsewhere */
    Answer send(Ask ask) throws OciProblem {
        URI uri = root.resolve(ask.path() + (ask.query().isEmpty() ? "" : "?" + ask.query()));
        boolean own = true;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer answer = exchange(uri, ask, own);
            if (!REDIRECTS.contains(answer.status()) || !ask.isRead()) {
                return answer;
            }
            answer.close();
            uri = redirected(uri, answer.header("Location").orElse(""));
            own = isOwn(uri);
        }
        throw OciProblem.backend("it redirects without end");
    }

    private URI redirected(URI from, String location) throws OciProblem {
        try {
            URI to = from.resolve(location);
            boolean allowed = isOwn(to) || ("https".equals(to.getScheme()) && redirects.contains(to.getAuthority()));
            if (allowed) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            throw OciProblem.backend("it redirects to no address");
        }
        throw OciProblem.backend("it redirects to a host that the configuration does not name under redirects");
    }

    /** Whether an address lies in this registry. */
    boolean isOwn(URI uri) {
        return root.getScheme().equals(uri.getScheme()) && root.getAuthority().equals(uri.getAuthority());
    }

    URI root() {
        return root;
    }

    private Answer exchange(URI uri, Ask ask, boolean own) throws OciProblem {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(FIRST_BYTE).method(ask.method(), publisher(ask));
        ask.headers().forEach(request::setHeader);
        if (own && authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == 401) {
                response.body().close();
                throw OciProblem.backend("it does not accept the gate's own login");
            }
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw OciProblem.backend(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OciProblem.backend("this server is stopping");
        }
    }

    private static BodyPublisher publisher(Ask ask) {
        InputStream body = ask.body();
        if (body == null || ask.length() == 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> body);
        return ask.length() < 0 ? stream : BodyPublishers.fromPublisher(stream, ask.length());
    }

    @Override
    public void close() {
        client.close();
    }
}
