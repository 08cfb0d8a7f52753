package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks another server, trusting the certificates it was told to trust, or those of the system. */
final class Fetch {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;

    private Fetch() {}

    /** An answer: its status and its text. */
    record Answer(int status, String body) {}

    static Answer get(String url, String caPem) {
        return send(HttpRequest.newBuilder(uri(url)).GET(), caPem);
    }

    static Answer post(String url, String caPem, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(url)).POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return send(request.header("Content-Type", "application/json"), caPem);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw VaultException.refused("error parsing URL " + url);
        }
    }

    private static Answer send(HttpRequest.Builder request, String caPem) {
        try (HttpClient client = client(caPem)) {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(), new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8));
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException failed) {
            throw VaultException.broken("the other server did not answer: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw VaultException.broken("interrupted");
        }
    }

    private static HttpClient client(String caPem) throws GeneralSecurityException, IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        return caPem.isBlank()
                ? builder.build()
                : builder.sslContext(trusting(caPem)).build();
    }

    private static SSLContext trusting(String caPem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        byte[] pem = caPem.getBytes(StandardCharsets.US_ASCII);
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("ca" + count++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
