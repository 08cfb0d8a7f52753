package dev.seawall.server.tls;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.server.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The server's own authority: one ECDSA key on P-256 in the home, made at the first start. It signs the certificates of
 * the listeners and those of the agents, and nothing else.
 */
public final class CertificateAuthority {
    private static final Duration LIFE = Duration.ofDays(3650);
    /** Clocks of clients may be a little behind. */
    static final Duration LEEWAY = Duration.ofMinutes(10);

    private final X509Certificate certificate;
    private final KeyPair keys;
    private final Clock clock;

    private CertificateAuthority(X509Certificate certificate, KeyPair keys, Clock clock) {
        this.certificate = certificate;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Reads the authority of a folder, or makes one there.
     *
     * @param folder gets {@code ca.crt} for clients to trust and {@code ca.key}, mode 0600
     * @throws IOException where the files are there and unusable: never replaced by new ones
     */
    public static CertificateAuthority open(Path folder, Clock clock) throws IOException {
        Path certificate = PrivateFile.folder(folder).resolve("ca.crt");
        Path key = folder.resolve("ca.key");
        try {
            if (!Files.exists(certificate) && !Files.exists(key)) {
                create(certificate, key, clock);
            }
            X509Certificate own =
                    Certificates.read(Files.readAllBytes(certificate)).getFirst();
            return new CertificateAuthority(own, new KeyPair(own.getPublicKey(), PemKeys.read(key)), clock);
        } catch (GeneralSecurityException | TrustException e) {
            throw new IOException("the certificate authority in " + folder + " is unusable: " + e.getMessage(), e);
        }
    }

    private static void create(Path certificate, Path key, Clock clock) throws IOException, GeneralSecurityException {
        KeyPair keys = PemKeys.generate();
        Instant now = clock.instant();
        X500Principal name = new X500Principal(
                "CN=Seawall authority " + Serials.next().toString(16).substring(0, 8));
        X509Certificate own = new CertificateRequest(name, keys.getPublic(), now.minus(LEEWAY), now.plus(LIFE))
                .authority()
                .signedBy(name, keys);
        PrivateFile.write(key, PemKeys.pem(keys.getPrivate()).getBytes(StandardCharsets.US_ASCII));
        PrivateFile.write(certificate, PemKeys.pem(own).getBytes(StandardCharsets.US_ASCII));
    }

    /** The certificate that clients trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The same as PEM text. */
    public String pem() {
        return PemKeys.pem(certificate);
    }

    /** SHA-256 of the certificate, hexadecimal, for clients that meet the server for the first time. */
    public String digest() {
        try {
            byte[] sum = java.security.MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return java.util.HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate for a listener. */
    X509Certificate issueServer(PublicKey key, List<String> hosts, Duration life) throws GeneralSecurityException {
        X500Principal name = new X500Principal("CN=Seawall server");
        return request(name, key, life).server(hosts).signedBy(certificate.getSubjectX500Principal(), keys);
    }

    /**
     * A certificate with which a client proves who it is.
     *
     * @param name becomes the common name: letters, digits, dots, dashes and colons
     * @throws GeneralSecurityException where the key cannot be certified
     */
    public X509Certificate issueClient(PublicKey key, String name, Duration life) throws GeneralSecurityException {
        if (!name.matches("[A-Za-z0-9.:_-]{1,64}")) {
            throw new GeneralSecurityException("the name " + name + " cannot stand in a certificate");
        }
        return request(new X500Principal("CN=" + name), key, life)
                .client()
                .signedBy(certificate.getSubjectX500Principal(), keys);
    }

    private CertificateRequest request(X500Principal name, PublicKey key, Duration life) {
        Instant now = clock.instant();
        return new CertificateRequest(name, key, now.minus(LEEWAY), now.plus(life));
    }

    /** Whether this authority signed a certificate that is valid now and meant for clients. */
    public boolean knowsClient(X509Certificate shown) {
        try {
            List<String> usages = shown.getExtendedKeyUsage();
            return Certificates.isSignedBy(shown, certificate)
                    && Certificates.isValidAt(shown, clock.instant())
                    && usages != null
                    && usages.contains(CertificateRequest.CLIENT_USAGE);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
