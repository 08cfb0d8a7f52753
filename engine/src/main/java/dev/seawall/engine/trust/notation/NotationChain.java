package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the Notary Project's specification demands of the certificates in an envelope. */
final class NotationChain {
    private static final String STEP = "certificate chain";
    private static final int CERT_SIGN = 5;
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final Set<String> FORBIDDEN = Set.of(
            "2.5.29.37.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.4", Certificates.TIME_STAMPING, "1.3.6.1.5.5.7.3.9");

    private NotationChain() {}

    /** Demands order, signatures, usages and key sizes; times are judged apart. */
    static void require(List<X509Certificate> chain) throws TrustException {
        X509Certificate root = chain.getLast();
        TrustException.require(Certificates.isSelfSigned(root), STEP, "its last certificate is not self-signed");
        for (int i = 0; i + 1 < chain.size(); i++) {
            X509Certificate certificate = chain.get(i);
            X509Certificate issuer = chain.get(i + 1);
            boolean named = certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
            TrustException.require(
                    named && Certificates.isSignedBy(certificate, issuer), STEP, "it is not in order or not signed");
            authority(issuer, i);
        }
        for (X509Certificate certificate : chain) {
            Keys.accepted(certificate.getPublicKey());
            String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
            boolean weak = algorithm.contains("SHA1") || algorithm.contains("MD5");
            TrustException.require(!weak, STEP, "a certificate is signed with " + algorithm);
        }
        leaf(chain.getFirst());
    }

    private static void authority(X509Certificate certificate, int certificatesBelow) throws TrustException {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        boolean marked = critical != null && critical.contains(BASIC_CONSTRAINTS);
        TrustException.require(
                Certificates.isAuthority(certificate) && marked, STEP, "an issuer is not marked an authority");
        TrustException.require(
                certificate.getBasicConstraints() >= certificatesBelow, STEP, "it is longer than an authority allows");
        boolean[] usage = certificate.getKeyUsage();
        TrustException.require(usage != null && usage[CERT_SIGN], STEP, "an issuer may not sign certificates");
    }

    private static void leaf(X509Certificate leaf) throws TrustException {
        Set<String> critical = leaf.getCriticalExtensionOIDs();
        boolean[] usage = leaf.getKeyUsage();
        TrustException.require(!Certificates.isAuthority(leaf), STEP, "an authority's certificate signed");
        TrustException.require(
                usage != null && usage[0] && critical != null && critical.contains(KEY_USAGE),
                STEP,
                "the signer's key usage is not critical or not digital signature");
        TrustException.require(
                !usage[CERT_SIGN] && !usage[6], STEP, "the signer's key usage goes beyond digital signature");
        List<String> extended = Certificates.extendedUsages(leaf);
        boolean codeSigning = extended.isEmpty() || extended.contains(Certificates.CODE_SIGNING);
        TrustException.require(codeSigning, STEP, "the signer's extended key usage is not code signing");
        boolean forbidden = extended.stream().anyMatch(FORBIDDEN::contains);
        TrustException.require(!forbidden, STEP, "the signer's extended key usage is one that is forbidden");
    }

    /** Demands that every certificate was valid at a time. */
    static void requireValid(List<X509Certificate> chain, Instant time) throws TrustException {
        for (X509Certificate certificate : chain) {
            boolean valid = Certificates.isValidAt(certificate, time);
            TrustException.require(valid, "authentic timestamp", "a certificate was not valid at " + time);
        }
    }
}
