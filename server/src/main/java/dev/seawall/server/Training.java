package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Starts a server on a free port and asks it a few things, so that the start-up cache knows the classes of a start. */
final class Training {
    private static final List<String> PATHS = List.of("/health", "/health", "/openapi.yaml", "/api/v1/scans", "/");

    private Training() {}

    static int run(ServerOptions options, PrintStream out) {
        ServerOptions free = new ServerOptions(
                options.home(), List.of("web"), List.of(new ListenAddress("web", "127.0.0.1", 0)), "auto", false, null);
        try (Server server = Server.start(free, out, Clock.systemUTC());
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trust(server)).build()) {
            for (String path : PATHS) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url("web") + path))
                        .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
            return 0;
        } catch (IOException | GeneralSecurityException e) {
            throw new SeawallException("train the server", "" + e.getMessage(), "Build again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static SSLContext trust(Server server) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", server.tls().authority().certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
