package dev.seawall.server.tls;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.server.config.TlsChoice;
import dev.seawall.server.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Certificates of the listeners: of the server's own authority, or given ones. Renewed where they are of its own and two
 * thirds of their life are over, and read again where they are given and the files change; connections that are open stay.
 */
public final class ServerTls {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");

    private final TlsChoice choice;
    private final CertificateAuthority authority;
    private final Path folder;
    private final Clock clock;
    private volatile List<String> hosts = ALWAYS;
    private volatile TlsIdentity current;

    private ServerTls(TlsChoice choice, CertificateAuthority authority, Path folder, Clock clock)
            throws IOException, GeneralSecurityException, TrustException {
        this.choice = choice;
        this.authority = authority;
        this.folder = folder;
        this.clock = clock;
        this.current = load();
    }

    /**
     * Reads or makes what the listeners show.
     *
     * @param home of the server; keys are kept in its folder {@code tls}
     * @throws SeawallException where a given certificate cannot be used
     */
    public static ServerTls open(TlsChoice choice, Path home, Clock clock) {
        Path folder = home.resolve("tls");
        try {
            return new ServerTls(choice, CertificateAuthority.open(folder, clock), folder, clock);
        } catch (IOException | GeneralSecurityException | TrustException e) {
            throw new SeawallException(
                    "read the server's certificate",
                    "" + e.getMessage(),
                    "Give --tls a chain and its key in PEM, or --tls auto",
                    e);
        }
    }

    /** False where listeners answer without encryption because the user said so. */
    public boolean isOn() {
        return !(choice instanceof TlsChoice.Off);
    }

    /** The server's own authority, whatever its listeners show. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** The certificate that listeners show now. */
    public X509Certificate shown() {
        return current.leaf();
    }

    /** For a server that asks its clients for nothing, or for a certificate of the server's own authority. */
    public SSLContext context() {
        return context(new ShownCertificates(authority.certificate()));
    }

    /** For a server whose module checks whatever certificate a client shows. */
    public SSLContext contextForAnyClient() {
        return context(new ShownCertificates());
    }

    private SSLContext context(TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new javax.net.ssl.KeyManager[] {new CurrentKey(() -> current)}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** Makes sure that the certificate names these hosts too. */
    public synchronized void serve(List<String> more) {
        TreeSet<String> all = new TreeSet<>(hosts);
        more.stream()
                .filter(host -> !host.equals("0.0.0.0") && !host.equals("::"))
                .forEach(all::add);
        if (!List.copyOf(all).equals(hosts)) {
            hosts = List.copyOf(all);
            renew();
        }
    }

    /** Called now and then: renews what is near its end, reads given files again. */
    public synchronized void renew() {
        try {
            current = load();
        } catch (IOException | GeneralSecurityException | TrustException e) {
            System.getLogger(ServerTls.class.getName())
                    .log(System.Logger.Level.WARNING, "the certificate stays as it was: " + e.getMessage());
        }
    }

    private TlsIdentity load() throws IOException, GeneralSecurityException, TrustException {
        if (choice instanceof TlsChoice.Given(Path certificate, Path key)) {
            TlsIdentity given = read(certificate, key);
            return given;
        }
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        if (Files.exists(certificate) && Files.exists(key)) {
            TlsIdentity kept = read(certificate, key);
            if (isGood(kept.leaf())) {
                return kept;
            }
        }
        return issue(certificate, key);
    }

    private TlsIdentity read(Path certificate, Path key) throws IOException, TrustException {
        return new TlsIdentity(Certificates.read(Files.readAllBytes(certificate)), PemKeys.read(key));
    }

    private boolean isGood(X509Certificate leaf) throws GeneralSecurityException {
        var names = leaf.getSubjectAlternativeNames();
        List<String> covered = names == null
                ? List.of()
                : names.stream()
                        .map(name -> Hosts.spelled(String.valueOf(name.get(1))))
                        .toList();
        return Certificates.isSignedBy(leaf, authority.certificate())
                && covered.containsAll(hosts.stream().map(Hosts::spelled).toList())
                && clock.instant()
                        .plus(RENEW_BEFORE)
                        .isBefore(leaf.getNotAfter().toInstant());
    }

    private TlsIdentity issue(Path certificate, Path key) throws IOException, GeneralSecurityException {
        KeyPair keys = PemKeys.generate();
        X509Certificate leaf = authority.issueServer(keys.getPublic(), hosts, LIFE);
        PrivateFile.write(key, PemKeys.pem(keys.getPrivate()).getBytes(StandardCharsets.US_ASCII));
        PrivateFile.write(certificate, (PemKeys.pem(leaf) + authority.pem()).getBytes(StandardCharsets.US_ASCII));
        return new TlsIdentity(List.of(leaf, authority.certificate()), keys.getPrivate());
    }
}
