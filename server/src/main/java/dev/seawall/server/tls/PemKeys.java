package dev.seawall.server.tls;

import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys and certificates as PEM text. */
final class PemKeys {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemKeys() {}

    static KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /**
     * A private key in PKCS #8, or in whatever form people have theirs. The first is read by the JDK alone: the library
     * that knows the others costs a fifth of a second at every start.
     */
    static PrivateKey read(Path file) throws IOException, TrustException {
        String text = Files.readString(file);
        if (!text.contains("-----BEGIN PRIVATE KEY-----")) {
            return KeyFile.read(text.getBytes(StandardCharsets.UTF_8), new byte[0])
                    .getPrivate();
        }
        String body = text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----.*", "");
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(body);
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                continue; // of another kind
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " is no base64", e);
            }
        }
        throw new IOException(file + " holds a key of no known kind");
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has no encoding", e);
        }
    }

    private static String pem(String type, byte[] content) {
        String body = new String(LINES.encode(content), StandardCharsets.US_ASCII);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
