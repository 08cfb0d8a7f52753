package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks a vault over its HTTP API, and finds out by itself whether a mount keeps versions. */
public final class VaultClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String address;
    private final String token;
    private final Optional<Path> authority;

    /**
     * A client.
     *
     * @param address the URL of the server, without a path
     * @param token empty for none
     * @param authority certificates to trust, in PEM; empty for those of the system
     */
    public VaultClient(String address, String token, Optional<Path> authority) {
        this.address = address;
        this.token = token;
        this.authority = authority;
    }

    private record Place(String mount, String below, boolean versioned) {
        String at(String folder) {
            return versioned ? mount + folder + "/" + below : mount + below;
        }
    }

    /** The secret at a path, of a mount with or without versions. Throws where the vault refuses, as all methods here. */
    public JsonNode read(String path) {
        Place place = place(path);
        JsonNode data = send("GET", place.at("data"), null).path("data");
        return place.versioned() ? data.path("data") : data;
    }

    /** Writes a secret. */
    public void write(String path, Map<String, Object> values) {
        Place place = place(path);
        send("POST", place.at("data"), place.versioned() ? Map.of("data", values) : values);
    }

    /** Deletes a secret; older versions stay. */
    public void delete(String path) {
        send("DELETE", place(path).at("data"), null);
    }

    /** The names below a path. */
    public List<String> list(String path) {
        List<String> names = new ArrayList<>();
        send("GET", place(path).at("metadata") + "?list=true", null)
                .path("data")
                .path("keys")
                .forEach(key -> names.add(key.asString()));
        return names;
    }

    /** The data that a write at any path answers. */
    public JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body).path("data");
    }

    /** What seal-status says. */
    public JsonNode status() {
        return send("GET", "sys/seal-status", null);
    }

    private Place place(String path) {
        JsonNode data = send("GET", "sys/internal/ui/mounts/" + path, null).path("data");
        String mount = data.path("path").asString("");
        String below = path.length() > mount.length() ? path.substring(mount.length()) : "";
        return new Place(
                mount, below, data.path("options").path("version").asString("").equals("2"));
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body));
        try (HttpClient client = client()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(address + "/v1/" + path.replace(" ", "%20")))
                    .timeout(PATIENCE)
                    .header("X-Vault-Request", "true")
                    .method(method, publisher);
            if (!token.isEmpty()) {
                request.header("X-Vault-Token", token);
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode parsed = Json.parse(answer.body());
            if (answer.statusCode() >= 400) {
                throw refused(method, path, answer.statusCode(), parsed);
            }
            return parsed;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException failed) {
            throw new SeawallException(
                    "ask the vault at " + address,
                    "" + failed.getMessage(),
                    "Check --server and --ca-cert, and that the vault runs",
                    failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SeawallException("ask the vault at " + address, "it was interrupted", "Try again");
        }
    }

    private static SeawallException refused(String method, String path, int status, JsonNode answer) {
        List<String> errors = new ArrayList<>();
        answer.path("errors")
                .forEach(error -> errors.add(error.asString().strip().replaceAll("\\s+", " ")));
        String why =
                errors.isEmpty() ? status == 404 ? "nothing is there" : "HTTP " + status : String.join("; ", errors);
        return new SeawallException(
                method + " " + path.split("\\?", 2)[0],
                "the vault says: " + why,
                status == 403 ? "Use a token whose policies allow it" : "Check the path");
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        return authority.isEmpty()
                ? builder.build()
                : builder.sslContext(trusting(authority.get())).build();
    }

    private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        byte[] bytes = Files.readString(pem, StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII);
        int count = 0;
        for (Certificate one :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            store.setCertificateEntry("ca" + count++, one);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
