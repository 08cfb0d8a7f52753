package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import tools.jackson.databind.JsonNode;

/**
 * Asks a registry what a stranger may do there, without credentials and without ever writing: GET, HEAD and OPTIONS
 * only. Certificates are not checked, for nothing secret is sent and bad ones are what is looked for.
 */
public final class RegistryProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_BYTES = 4 << 20;

    private final URI base;
    private final HttpClient http;

    /**
     * One answer.
     *
     * @param allow methods of the Allow header
     * @param challenge of WWW-Authenticate, empty for none
     * @param body JSON, or a missing node
     */
    public record Answer(int status, Set<String> allow, String challenge, JsonNode body) {}

    /** @param base scheme, host and port */
    public RegistryProbe(URI base) throws IOException {
        this.base = base;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            this.http = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Whether the server answers HTTP in the clear at the address. */
    public static boolean speaksPlain(String host) {
        try (RegistryProbe probe = new RegistryProbe(URI.create("http://" + host))) {
            int status = probe.ask("GET", "/v2/").status();
            return status == 200 || status == 401;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Asks anonymously; the method must be GET, HEAD or OPTIONS. */
    public Answer ask(String method, String path) throws IOException {
        if (!Set.of("GET", "HEAD", "OPTIONS").contains(method)) {
            throw new IllegalArgumentException(method + " could change something");
        }
        return send(HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("User-Agent", "seawall")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /**
     * The actions on a repository that the token server of a Bearer challenge grants to a stranger; a token is asked
     * for, never used. Empty where it grants none, or no token that tells.
     */
    public Set<String> granted(String challenge, String repository) throws IOException {
        Challenge bearer = Challenge.parse(List.of(challenge)).stream()
                .filter(each -> each.scheme().equalsIgnoreCase("Bearer"))
                .findFirst()
                .orElse(null);
        if (bearer == null) {
            return Set.of();
        }
        URI realm = HttpTransport.resolve(base, bearer.parameter("realm"));
        String query = "service=" + encoded(bearer.parameter("service")) + "&scope="
                + encoded("repository:" + repository + ":pull,push,delete");
        String text = realm + (realm.getRawQuery() == null ? "?" : "&") + query;
        Answer answer = send(
                HttpRequest.newBuilder(URI.create(text)).timeout(TIMEOUT).GET().build());
        String token = answer.body()
                .path("token")
                .asString(answer.body().path("access_token").asString(""));
        return actions(token);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Set<String> actions(String token) {
        Set<String> actions = new TreeSet<>();
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return actions;
        }
        try {
            JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1]));
            claims.path("access")
                    .forEach(access -> access.path("actions").forEach(each -> actions.add(each.asString(""))));
        } catch (IOException | IllegalArgumentException e) {
            return new TreeSet<>();
        }
        return actions;
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                byte[] content = in.readNBytes(MAX_BYTES);
                Set<String> allow = new TreeSet<>();
                for (String line : answer.headers().allValues("allow")) {
                    List.of(line.split(","))
                            .forEach(word -> allow.add(word.strip().toUpperCase(Locale.ROOT)));
                }
                String challenge =
                        answer.headers().firstValue("www-authenticate").orElse("");
                return new Answer(answer.statusCode(), allow, challenge, body(content));
            }
        } catch (HttpTimeoutException e) {
            throw new IOException("no answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode body(byte[] content) {
        try {
            return Json.parse(content);
        } catch (IOException e) {
            return Json.mapper().missingNode();
        }
    }

    /** Names of repositories that a stranger may list, at most 100; empty where it may not. */
    public List<String> catalog() throws IOException {
        List<String> names = new ArrayList<>();
        Answer answer = ask("GET", "/v2/_catalog?n=100");
        if (answer.status() == 200) {
            answer.body().path("repositories").forEach(name -> names.add(name.asString("")));
        }
        names.removeIf(name -> !name.matches("[a-z0-9]+([._/-]+[a-z0-9]+)*"));
        return names;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
