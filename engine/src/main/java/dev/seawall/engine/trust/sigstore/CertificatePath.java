package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the certificate authority of the trusted root that issued a certificate. */
final class CertificatePath {
    private static final String STEP = "certificate";

    private final TrustedRoot root;

    CertificatePath(TrustedRoot root) {
        this.root = root;
    }

    /**
     * Demands a chain that held at every one of the times.
     *
     * @param given the bundle's certificates, whose intermediates may close a gap
     * @return the certificate whose key signed the leaf
     */
    X509Certificate issuer(X509Certificate leaf, List<X509Certificate> given, List<Instant> times)
            throws TrustException {
        Certificates.requireUsage(leaf, Certificates.CODE_SIGNING);
        TrustException last = new TrustException(STEP, "the trusted root has no certificate authority");
        for (TrustedRoot.Authority authority : root.certificateAuthorities()) {
            for (List<X509Certificate> path : paths(leaf, given, authority)) {
                try {
                    requireAt(authority, path, times);
                    return path.size() > 1 ? path.get(1) : authority.chain().getLast();
                } catch (TrustException e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    private static List<List<X509Certificate>> paths(
            X509Certificate leaf, List<X509Certificate> given, TrustedRoot.Authority authority) {
        List<X509Certificate> trusted =
                authority.chain().subList(0, authority.chain().size() - 1);
        List<X509Certificate> plain = new ArrayList<>(List.of(leaf));
        plain.addAll(trusted);
        if (given.size() < 2) {
            return List.of(plain);
        }
        return List.of(plain, given);
    }

    private static void requireAt(TrustedRoot.Authority authority, List<X509Certificate> path, List<Instant> times)
            throws TrustException {
        X509Certificate anchor = authority.chain().getLast();
        for (Instant time : times) {
            boolean trusted = authority.validity().contains(time);
            TrustException.require(trusted, STEP, "its authority is not trusted at " + time);
            Certificates.requireChain(path, anchor, time);
        }
    }
}
