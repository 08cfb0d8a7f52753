package dev.seawall.engine.trust.crypto;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads X.509 certificates and checks chains of them at a stated time. */
public final class Certificates {
    /** Extended key usage of certificates that sign code. */
    public static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    /** Extended key usage of certificates that sign timestamps. */
    public static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private static final String STEP = "certificate";
    private static final int MAX_BYTES = 1 << 20;

    private Certificates() {}

    /** One DER certificate. */
    public static X509Certificate parse(byte[] der) throws TrustException {
        TrustException.require(der.length > 0 && der.length <= MAX_BYTES, STEP, "it is empty or over 1 MiB");
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate read = (X509Certificate) factory.generateCertificate(in);
            TrustException.require(Arrays.equals(read.getEncoded(), der), STEP, "bytes follow it");
            return read;
        } catch (CertificateException | RuntimeException e) {
            throw new TrustException(STEP, "it is malformed", e);
        }
    }

    /** The certificates of a PEM file in their order, or the one of a DER file. */
    public static List<X509Certificate> read(byte[] content) throws TrustException {
        List<Pem> blocks = Pem.blocks(content);
        if (blocks.isEmpty()) {
            return List.of(parse(content));
        }
        X509Certificate[] out = new X509Certificate[blocks.size()];
        for (int i = 0; i < out.length; i++) {
            TrustException.require(
                    blocks.get(i).type().equals("CERTIFICATE"),
                    STEP,
                    "the file holds a " + blocks.get(i).type());
            out[i] = parse(blocks.get(i).content());
        }
        return List.of(out);
    }

    /** True where subject and issuer are one and the certificate is signed by its own key. */
    public static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && isSignedBy(certificate, certificate);
    }

    /** True where one is signed by the key of the other. */
    public static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** True where it may issue others. */
    public static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** True where the time lies in the certificate's own period, both ends included. */
    public static boolean isValidAt(X509Certificate certificate, Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    /**
     * Checks a chain at a time: signatures, validity, constraints and key usages.
     *
     * @param path the leaf first, the anchor not among them
     */
    public static void requireChain(List<X509Certificate> path, X509Certificate anchor, Instant time)
            throws TrustException {
        TrustException.require(isValidAt(anchor, time), STEP, "the root was not valid at " + time);
        if (path.size() == 1 && path.getFirst().equals(anchor)) {
            return;
        }
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            var unused = CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new TrustException(STEP, "the chain does not hold at " + time + ": " + e.getMessage(), e);
        }
    }

    /** Finds a path from a leaf over other certificates to one of the anchors, and checks it at a time. */
    public static void requirePath(
            X509Certificate leaf, List<X509Certificate> others, List<X509Certificate> anchors, Instant time)
            throws TrustException {
        TrustException.require(!anchors.isEmpty(), STEP, "nothing is trusted");
        try {
            X509CertSelector selector = new X509CertSelector();
            selector.setCertificate(leaf);
            Set<TrustAnchor> trusted = new HashSet<>();
            anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, selector);
            Set<X509Certificate> known = new HashSet<>(others);
            known.add(leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            var unused = CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new TrustException(STEP, "no chain leads to what is trusted: " + e.getMessage(), e);
        }
    }

    /** Demands a leaf that signs and has this extended key usage. */
    public static void requireUsage(X509Certificate leaf, String extendedUsage) throws TrustException {
        TrustException.require(!isAuthority(leaf), STEP, "the signing certificate is an authority's");
        boolean[] usage = leaf.getKeyUsage();
        TrustException.require(usage != null && usage[0], STEP, "its key usage is not digital signature");
        TrustException.require(extendedUsages(leaf).contains(extendedUsage), STEP, "its extended key usage is another");
    }

    /** Its extended key usages; none where it states none. */
    public static List<String> extendedUsages(X509Certificate certificate) throws TrustException {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null ? List.of() : usages;
        } catch (CertificateException e) {
            throw new TrustException(STEP, "its extended key usage is malformed", e);
        }
    }
}
