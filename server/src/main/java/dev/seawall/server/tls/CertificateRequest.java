package dev.seawall.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What goes into one certificate, until it is signed. Not thread-safe, used once. */
final class CertificateRequest {
    static final String CLIENT_USAGE = "1.3.6.1.5.5.7.3.2";
    private static final String ADDRESS = "[0-9.]+|.*:.*";

    private final X500Principal name;
    private final PublicKey key;
    private final Instant from;
    private final Instant until;
    private final java.util.ArrayList<Part> parts = new java.util.ArrayList<>();

    private record Part(
            org.bouncycastle.asn1.ASN1ObjectIdentifier id,
            boolean critical,
            org.bouncycastle.asn1.ASN1Encodable value) {}

    CertificateRequest(X500Principal name, PublicKey key, Instant from, Instant until) {
        this.name = name;
        this.key = key;
        this.from = from;
        this.until = until;
    }

    CertificateRequest authority() {
        parts.add(new Part(Extension.basicConstraints, true, new BasicConstraints(0)));
        parts.add(new Part(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
        return this;
    }

    /** @param hosts names and addresses, IPv6 without brackets */
    CertificateRequest server(List<String> hosts) {
        GeneralName[] names = hosts.stream()
                .map(host -> new GeneralName(host.matches(ADDRESS) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        parts.add(new Part(Extension.subjectAlternativeName, false, new GeneralNames(names)));
        return leaf(KeyPurposeId.id_kp_serverAuth);
    }

    CertificateRequest client() {
        return leaf(KeyPurposeId.id_kp_clientAuth);
    }

    private CertificateRequest leaf(KeyPurposeId purpose) {
        parts.add(new Part(Extension.basicConstraints, true, new BasicConstraints(false)));
        parts.add(new Part(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
        parts.add(new Part(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose)));
        return this;
    }

    X509Certificate signedBy(X500Principal issuer, KeyPair keys) throws GeneralSecurityException {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer, Serials.next(), Date.from(from), Date.from(until), name, key);
            for (Part part : parts) {
                builder.addExtension(part.id(), part.critical(), part.value());
            }
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(keys.getPublic()));
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new java.io.ByteArrayInputStream(der));
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException("the certificate cannot be made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificate cannot be encoded: " + e.getMessage(), e);
        }
    }
}
