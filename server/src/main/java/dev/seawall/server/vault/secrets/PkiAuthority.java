package dev.seawall.server.vault.secrets;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and signs certificates and revocation lists. */
final class PkiAuthority {
    private static final int SERIAL_BYTES = 20;

    private final SecureRandom random;

    PkiAuthority(SecureRandom random) {
        this.random = random;
    }

    /** What a certificate shall say. A path length below 0 is none. */
    record Wanted(
            X500Name subject,
            List<GeneralName> names,
            Instant from,
            Instant until,
            boolean authority,
            int pathLength,
            List<KeyPurposeId> purposes,
            int usage) {}

    /** A key of a kind: rsa, ec or ed25519; bits 0 for the usual ones. */
    KeyPair generate(String type, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance(type.equals("rsa") ? "RSA" : type.equals("ec") ? "EC" : "Ed25519");
        switch (type) {
            case "rsa" -> generator.initialize(bits == 0 ? 2048 : bits, random);
            case "ec" -> generator.initialize(new ECGenParameterSpec("secp" + (bits == 0 ? 256 : bits) + "r1"), random);
            default -> generator.initialize(255, random);
        }
        return generator.generateKeyPair();
    }

    static PrivateKey privateKey(String algorithm, byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        try {
            return new JcaContentSignerBuilder(algorithm).build(key);
        } catch (OperatorCreationException unusable) {
            throw new GeneralSecurityException(unusable.getMessage(), unusable);
        }
    }

    /** Signs a certificate for a key; without an issuer it signs itself. */
    X509Certificate sign(
            Wanted wanted, PublicKey key, PrivateKey by, @org.jspecify.annotations.Nullable X509Certificate issuer)
            throws GeneralSecurityException {
        byte[] serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        serial[0] = (byte) ((serial[0] & 0x3f) | 0x40);
        X500Name from = issuer == null
                ? wanted.subject()
                : X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                from,
                new BigInteger(1, serial),
                Date.from(wanted.from()),
                Date.from(wanted.until()),
                wanted.subject(),
                key);
        try {
            extend(builder, wanted, key, issuer);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(by)));
        } catch (IOException unencodable) {
            throw new GeneralSecurityException(unencodable.getMessage(), unencodable);
        }
    }

    private static void extend(
            JcaX509v3CertificateBuilder builder,
            Wanted wanted,
            PublicKey key,
            @org.jspecify.annotations.Nullable X509Certificate issuer)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                issuer == null
                        ? ids.createAuthorityKeyIdentifier(key)
                        : ids.createAuthorityKeyIdentifier(issuer.getPublicKey()));
        if (wanted.authority()) {
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    wanted.pathLength() < 0 ? new BasicConstraints(true) : new BasicConstraints(wanted.pathLength()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } else {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(wanted.usage()));
            if (!wanted.purposes().isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(wanted.purposes().toArray(new KeyPurposeId[0])));
            }
        }
        if (!wanted.names().isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(wanted.names().toArray(new GeneralName[0])));
        }
    }

    /** A certificate that was taken back: its serial number and when, in seconds since 1970. */
    record Revoked(BigInteger serial, long when) {}

    /** A revocation list, in DER. */
    static byte[] revocationList(
            X509Certificate issuer, PrivateKey by, List<Revoked> revoked, Instant now, Instant next)
            throws GeneralSecurityException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(issuer, Date.from(now));
        builder.setNextUpdate(Date.from(next));
        revoked.forEach(one -> builder.addCRLEntry(one.serial(), Date.from(Instant.ofEpochSecond(one.when())), 0));
        return new JcaX509CRLConverter().getCRL(builder.build(signer(by))).getEncoded();
    }
}
