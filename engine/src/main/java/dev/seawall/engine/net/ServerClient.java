package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Speaks to a Seawall server's API. Safe for many threads. */
public final class ServerClient implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final @Nullable String token;
    private final HttpClient client;

    private ServerClient(URI base, @Nullable String token, HttpClient client) {
        this.base = base;
        this.token = token;
        this.client = client;
    }

    /**
     * A client that trusts one authority, or those of the system.
     *
     * @param url {@code https://HOST:PORT}
     * @param token shown as bearer; null to show none
     * @param authority PEM of the server's own authority; null for the system's
     * @throws IOException where the authority cannot be read
     */
    public static ServerClient open(String url, @Nullable String token, @Nullable String authority) throws IOException {
        return new ServerClient(address(url), token, client(null, trust(authority)));
    }

    /**
     * A client that shows a certificate.
     *
     * @param chain leaf first
     */
    public static ServerClient open(String url, List<X509Certificate> chain, PrivateKey key, String authority)
            throws IOException {
        return new ServerClient(
                address(url), null, client(new KeyManager[] {new OneKey(chain, key)}, trust(authority)));
    }

    /**
     * A client for the first contact, when only the digest of the server's authority is known.
     *
     * @param sha256 hexadecimal; anything else leaves the system's authorities
     */
    public static ServerClient pinned(String url, String sha256) throws IOException {
        URI address = address(url);
        return new ServerClient(address, null, client(null, new PinnedTrust(sha256)));
    }

    /** An address of a server without the slash at its end; anything else is refused. */
    public static URI address(String url) {
        String plain = url.replaceFirst("/+$", "");
        if (plain.matches("https?://[^/?#@\\s]+")) {
            try {
                return URI.create(plain);
            } catch (IllegalArgumentException e) {
                throw noServer(url);
            }
        }
        throw noServer(url);
    }

    private static SeawallException noServer(String url) {
        return new SeawallException(
                "speak to " + PrintableText.of(url), "it is no address of a server", "Write https://HOST:PORT");
    }

    private static TrustManager trust(@Nullable String authority) throws IOException {
        return LayeredTrust.manager(
                authority == null
                        ? null
                        : LayeredTrust.authorities(authority.getBytes(StandardCharsets.UTF_8), "the server"));
    }

    private static HttpClient client(KeyManager @Nullable [] identity, TrustManager trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, new TrustManager[] {trust}, null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * What a server answered.
     *
     * @param body JSON; a missing node where there is none
     * @param cookie name and value of the cookie it set; empty where it set none
     */
    public record Answer(int status, JsonNode body, String cookie, String etag) {
        /** Whether the status is 2xx. */
        public boolean isGood() {
            return status / 100 == 2;
        }

        /** What a server says is wrong. */
        public String detail() {
            String detail = PrintableText.of(body.path("detail").asString(""));
            return detail.isEmpty() ? "it answers " + status : detail;
        }
    }

    /**
     * One request.
     *
     * @param headers names and values in turn
     * @throws IOException where there is no answer
     */
    public Answer call(String method, String path, byte @Nullable [] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("User-Agent", "seawall")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return answer(exchange(request.build()));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + base.getAuthority(), e);
        } catch (SSLException e) {
            throw new IOException(
                    "the certificate of " + base.getAuthority() + " is not trusted (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new IOException(base.getAuthority() + " does not answer (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode body = type.contains("json")
                ? Json.parse(response.body())
                : Json.mapper().missingNode();
        String cookie = response.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        return new Answer(
                response.statusCode(),
                body,
                cookie,
                response.headers().firstValue("ETag").orElse(""));
    }

    /** As {@link #call}; an answer that is not 2xx becomes an exception with the server's words. */
    public JsonNode ask(String method, String path, byte @Nullable [] body) {
        try {
            Answer answer = call(method, path, body);
            if (!answer.isGood()) {
                throw new SeawallException(
                        "ask " + base.getAuthority() + " for " + path.replaceFirst("\\?.*", ""),
                        stripped(answer.detail()),
                        answer.status() == 401 ? "Log in with: seawall login " + base : "Correct that and try again");
            }
            return answer.body();
        } catch (IOException e) {
            throw new SeawallException(
                    "reach the server " + base,
                    "" + e.getMessage(),
                    "Check the address; for a server's own authority use: seawall login " + base + " --ca FILE",
                    e);
        }
    }

    /** Removes what has a version: reads it for its tag first. */
    public void remove(String path) {
        try {
            Answer found = call("GET", path, null);
            Answer gone = found.isGood() ? call("DELETE", path, null, "If-Match", found.etag()) : found;
            if (!gone.isGood()) {
                throw new SeawallException("remove " + path, stripped(gone.detail()), "List what there is");
            }
        } catch (IOException e) {
            throw new SeawallException("reach the server " + base, "" + e.getMessage(), "Check the address", e);
        }
    }

    private static String stripped(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
