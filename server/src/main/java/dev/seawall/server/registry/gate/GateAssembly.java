package dev.seawall.server.registry.gate;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.server.judge.CurrentPolicy;
import dev.seawall.server.judge.Images;
import dev.seawall.server.judge.Scans;
import dev.seawall.server.registry.access.Callers;
import dev.seawall.server.registry.access.Rights;
import dev.seawall.server.registry.access.Tokens;
import dev.seawall.server.tls.CertificateAuthority;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Puts a gate together. */
public final class GateAssembly implements Closeable {
    private static final String CLIENT_BUFFER = "jdk.httpclient.bufsize";

    static {
        // each buffer costs a change of thread; with the JDK's 16 KiB blobs stream at two thirds of the speed
        if (System.getProperty(CLIENT_BUFFER) == null) {
            System.setProperty(CLIENT_BUFFER, Integer.toString(256 << 10));
        }
    }

    private final Backend backend;
    private final Gate gate;

    private GateAssembly(Backend backend, Gate gate) {
        this.backend = backend;
        this.gate = gate;
    }

    /**
     * What the gate is given.
     *
     * @param ledger gets every decision
     */
    public record Given(
            Callers callers,
            Tokens tokens,
            Rights rights,
            CertificateAuthority authority,
            CurrentPolicy policy,
            Images images,
            Scans scans,
            Ledger ledger,
            Clock clock) {}

    /** @throws IOException where the backend's authorities cannot be read */
    public static GateAssembly of(GateSettings settings, Given given) throws IOException {
        Backend backend = new Backend(
                settings.backend(), settings.authorization(), settings.redirects(), client(settings.backendCa()));
        Rights rights = given.rights();
        Doorkeeper doorkeeper = new Doorkeeper(
                given.callers(), given.tokens(), rights, given.authority(), settings.certificateNeeded());
        Admitted admitted =
                new Admitted(given.policy(), given.images(), given.scans(), settings.backendHost(), given.clock());
        ReferrerIndex referrers = new ReferrerIndex(backend);
        Quotas quotas = new Quotas(backend, rights);
        Gate gate = new Gate(new GateParts(
                doorkeeper,
                new TokenDesk(doorkeeper, given.callers(), given.tokens(), given.ledger(), given.clock()),
                new Pace(settings.perSecond(), settings.burst(), given.clock()),
                new Pulls(backend, admitted, rights, given.ledger(), settings.name()),
                new Pushes(backend, admitted, rights, quotas, referrers, given.ledger()),
                new Listings(backend, rights, referrers),
                given.ledger(),
                rights.areForAnybody() && !given.callers().any()));
        return new GateAssembly(backend, gate);
    }

    private static HttpClient client(@Nullable Path ca) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
        try {
            return (ca == null ? builder : builder.sslContext(trusting(ca))).build();
        } catch (GeneralSecurityException | TrustException e) {
            throw new IOException("the authorities in " + ca + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException, TrustException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int n = 0;
        for (X509Certificate each : Certificates.read(Files.readAllBytes(ca))) {
            store.setCertificateEntry("ca" + n++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] managers = factory.getTrustManagers();
        context.init(null, managers, null);
        return context;
    }

    /** The gate. */
    public Gate gate() {
        return gate;
    }

    @Override
    public void close() {
        backend.close();
    }
}
