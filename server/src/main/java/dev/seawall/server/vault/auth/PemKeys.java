package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.VaultException;
import java.io.IOException;
import java.io.StringReader;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Public keys and certificates in PEM. */
final class PemKeys {
    private PemKeys() {}

    static PublicKey read(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object found = parser.readObject();
            return switch (found) {
                case SubjectPublicKeyInfo info -> new JcaPEMKeyConverter().getPublicKey(info);
                case X509CertificateHolder holder ->
                    new JcaPEMKeyConverter().getPublicKey(holder.getSubjectPublicKeyInfo());
                case null, default -> throw new IOException("no public key");
            };
        } catch (IOException malformed) {
            throw VaultException.refused("error parsing public key: data does not contain any valid public keys");
        }
    }

    static List<PublicKey> readAll(List<String> pems) {
        return pems.stream().map(PemKeys::read).toList();
    }

    static java.security.cert.X509Certificate certificate(String pem) throws CertificateException {
        java.security.cert.CertificateFactory factory = java.security.cert.CertificateFactory.getInstance("X.509");
        return (java.security.cert.X509Certificate) factory.generateCertificate(
                new java.io.ByteArrayInputStream(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
