package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** What a certificate of Fulcio says about its holder. */
final class CertificateClaims {
    private static final String STEP = "identity";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String FULCIO = "1.3.6.1.4.1.57264.1.";
    private static final String USER_NAME = FULCIO + "7";
    private static final String OLD_ISSUER = FULCIO + "1";
    private static final String ISSUER = FULCIO + "8";

    private CertificateClaims() {}

    /** The one subject alternative name: an address, a mail address or a user name. */
    static String subject(X509Certificate certificate) throws TrustException {
        ASN1OctetString extension = extension(certificate, ALTERNATIVE_NAME);
        if (extension == null) {
            throw new TrustException(STEP, "the certificate names no subject");
        }
        try {
            GeneralName[] names =
                    GeneralNames.getInstance(extension.getOctets()).getNames();
            TrustException.require(names.length == 1, STEP, "the certificate names " + names.length + " subjects");
            return text(names[0]);
        } catch (RuntimeException e) {
            throw new TrustException(STEP, "the certificate's subject is malformed", e);
        }
    }

    private static String text(GeneralName name) throws TrustException {
        return switch (name.getTagNo()) {
            case GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
                ((ASN1String) name.getName()).getString();
            case GeneralName.otherName -> userName(ASN1Sequence.getInstance(name.getName()));
            default -> throw new TrustException(STEP, "the certificate's subject is of an unknown kind");
        };
    }

    private static String userName(ASN1Sequence otherName) throws TrustException {
        boolean known = otherName.getObjectAt(0).toString().equals(USER_NAME);
        TrustException.require(known, STEP, "the certificate's subject is of an unknown kind");
        ASN1TaggedObject value = ASN1TaggedObject.getInstance(otherName.getObjectAt(1));
        return ASN1UTF8String.getInstance(value, true).getString();
    }

    /** Who vouched for the subject. */
    static String issuer(X509Certificate certificate) throws TrustException {
        String issuer = claim(certificate, ISSUER);
        String old = claim(certificate, OLD_ISSUER);
        TrustException.require(issuer != null || old != null, STEP, "the certificate names no issuer");
        boolean agree = issuer == null || old == null || issuer.equals(old);
        TrustException.require(agree, STEP, "the certificate names two issuers");
        return issuer == null ? String.valueOf(old) : issuer;
    }

    /** A claim by its object identifier, or null where it is not there. Those up to .6 are bare text, later ones DER. */
    static @Nullable String claim(X509Certificate certificate, String oid) throws TrustException {
        ASN1OctetString extension = extension(certificate, oid);
        if (extension == null) {
            return null;
        }
        if (oid.matches("1\\.3\\.6\\.1\\.4\\.1\\.57264\\.1\\.[1-6]")) {
            return new String(extension.getOctets(), StandardCharsets.UTF_8);
        }
        try {
            return ASN1UTF8String.getInstance(ASN1Primitive.fromByteArray(extension.getOctets()))
                    .getString();
        } catch (IOException | RuntimeException e) {
            throw new TrustException(STEP, "the claim " + oid + " is malformed", e);
        }
    }

    private static @Nullable ASN1OctetString extension(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null ? null : ASN1OctetString.getInstance(value);
    }
}
