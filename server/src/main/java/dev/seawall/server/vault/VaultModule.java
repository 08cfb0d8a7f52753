package dev.seawall.server.vault;

import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import dev.seawall.server.vault.request.Origin;
import dev.seawall.server.vault.secrets.Databases;
import dev.seawall.server.vault.storage.MemoryStorage;
import dev.seawall.server.vault.storage.VaultStorage;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The listener {@code vault}: Vault's HTTP API. */
public final class VaultModule implements ServerModule {
    private static final int PORT = 8200;
    private static final int LARGEST_BODY_BYTES = 32 << 20;

    private final Storages storages;
    private final Databases databases;
    private @Nullable Vault vault;

    /** Opens the storage of a folder. */
    @FunctionalInterface
    public interface Storages {
        /** The storage in a file. */
        VaultStorage open(Path file) throws IOException;
    }

    /** A vault over a kind of storage, with databases it makes users for. */
    public VaultModule(Storages storages, Databases databases) {
        this.storages = storages;
        this.databases = databases;
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public void start(ServerContext context) throws IOException {
        context.config().only(Set.of("anchor", "accept-rollback", "key-file"));
        Path folder = context.home().resolve(name());
        VaultStorage storage = context.dev() ? new MemoryStorage() : stored(folder);
        Path keyFile = context.config().text("key-file").map(Path::of).orElse(folder.resolve("key"));
        Optional<Path> anchor = context.config().text("anchor").map(Path::of);
        VaultOptions options = new VaultOptions(
                folder, keyFile, anchor, context.config().flag("accept-rollback", false), context.dev());
        vault = Vault.open(options, storage, databases, context.clock(), context.out());
    }

    private VaultStorage stored(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return storages.open(folder.resolve("vault.db"));
    }

    @Override
    public List<Listener> listeners() {
        return List.of(new Listener.Http(name(), PORT, Listener.Clients.ANY_CERTIFICATE, -1, this::routes));
    }

    private void routes(HttpRouting.Builder routes) {
        routes.any((request, response) -> {
            byte[] body = body(request);
            HttpReply reply = body == null
                    ? HttpReply.errors(413, List.of("failed to parse JSON input: http: request body too large"), null)
                    : answer(request, body);
            send(reply, response);
        });
    }

    private HttpReply answer(ServerRequest request, byte[] body) {
        Vault open = vault;
        if (open == null) {
            return HttpReply.errors(503, List.of("Vault is sealed"), null);
        }
        String path = request.path().rawPath();
        String clean = CleanPath.of(path);
        if (!clean.equals(path)) {
            return HttpReply.moved(clean);
        }
        Optional<String> decoded = PercentPath.decode(path).filter(text -> text.indexOf('\0') < 0);
        return decoded.isEmpty()
                ? HttpReply.errors(400, List.of("invalid URL escape"), null)
                : open.answer(new HttpQuestion(
                        request.prologue().method().text().toUpperCase(Locale.ROOT),
                        decoded.get(),
                        BodyReader.form(request.query().rawValue()),
                        body,
                        origin(request)));
    }

    private static Origin origin(ServerRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : request.headers()) {
            headers.put(header.headerName().lowerCase(), header.allValues());
        }
        SocketAddress peer = request.remotePeer().address();
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : request.remotePeer().tlsCertificates().orElse(new Certificate[0])) {
            if (certificate instanceof X509Certificate x509) {
                certificates.add(x509);
            }
        }
        return peer instanceof InetSocketAddress socket
                ? new Origin(socket.getAddress().getHostAddress(), socket.getPort(), certificates, headers)
                : new Origin("", 0, certificates, headers);
    }

    private static byte @Nullable [] body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(LARGEST_BODY_BYTES + 1);
            return body.length > LARGEST_BODY_BYTES ? null : body;
        }
    }

    private static void send(HttpReply reply, ServerResponse response) {
        response.status(Status.create(reply.status()));
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        response.header(HeaderNames.create("Strict-Transport-Security"), "max-age=31536000; includeSubDomains");
        if (reply.status() == 204 || reply.body().length == 0) {
            response.send();
            return;
        }
        response.send(reply.body());
    }

    @Override
    public void close() {
        Vault open = vault;
        vault = null;
        if (open != null) {
            open.close();
        }
    }
}
