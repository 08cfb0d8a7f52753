package dev.seawall.server.registry.access;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * The key that signs registry tokens, ECDSA on P-256, with a certificate of the server's authority: a registry that
 * trusts {@code tls/ca.crt} of the home as its {@code rootcertbundle} accepts the tokens too.
 *
 * @param certificate shown in every token
 */
record TokenKey(PrivateKey key, X509Certificate certificate) {
    private static final Duration LIFE = Duration.ofDays(730);
    private static final Duration RENEW_BEFORE = Duration.ofDays(180);

    /** Reads the key of a folder, or makes one there. */
    static TokenKey open(Path folder, CertificateAuthority authority, Clock clock) throws IOException {
        Path keyFile = PrivateFile.folder(folder).resolve("token.key");
        Path certificateFile = folder.resolve("token.crt");
        try {
            if (!Files.exists(keyFile)) {
                PrivateFile.write(
                        keyFile,
                        pem("PRIVATE KEY", KeyFile.generate().getPrivate().getEncoded()));
            }
            KeyPair keys = KeyFile.read(Files.readAllBytes(keyFile), new byte[0]);
            if (!isGood(certificateFile, keys, authority, clock)) {
                X509Certificate fresh = authority.issueClient(keys.getPublic(), "seawall-registry-tokens", LIFE);
                PrivateFile.write(certificateFile, pem("CERTIFICATE", fresh.getEncoded()));
            }
            return new TokenKey(keys.getPrivate(), certificate(certificateFile));
        } catch (GeneralSecurityException | TrustException e) {
            throw new IOException("the key of the token service in " + folder + " is unusable: " + e.getMessage(), e);
        }
    }

    private static boolean isGood(Path file, KeyPair keys, CertificateAuthority authority, Clock clock)
            throws IOException, TrustException {
        if (!Files.exists(file)) {
            return false;
        }
        X509Certificate kept = certificate(file);
        return kept.getPublicKey().equals(keys.getPublic())
                && Certificates.isSignedBy(kept, authority.certificate())
                && Certificates.isValidAt(kept, clock.instant().plus(RENEW_BEFORE));
    }

    private static X509Certificate certificate(Path file) throws IOException, TrustException {
        return Certificates.read(Files.readAllBytes(file)).getFirst();
    }

    ECPublicKey publicKey() {
        return (ECPublicKey) certificate.getPublicKey();
    }

    private static byte[] pem(String type, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
