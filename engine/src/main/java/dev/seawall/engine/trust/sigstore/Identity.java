package dev.seawall.engine.trust.sigstore;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who must have signed: the subject of the certificate and the issuer that vouched for it, both.
 *
 * @param claims further extensions by object identifier, such as the repository of a workflow
 */
public record Identity(Matcher subject, Matcher issuer, Map<String, String> claims) {
    private static final String STEP = "identity";

    /** A text, or a regular expression that must match the whole of it. */
    public sealed interface Matcher {
        /** True where it matches. */
        boolean matches(String value);

        /** Matches exactly this. */
        record Exact(String text) implements Matcher {
            @Override
            public boolean matches(String value) {
                return text.equals(value);
            }

            @Override
            public String toString() {
                return text;
            }
        }

        /** Matches what this RE2 expression matches from end to end. */
        record Expression(Pattern pattern) implements Matcher {
            @Override
            public boolean matches(String value) {
                return pattern.matches(value);
            }

            @Override
            public String toString() {
                return "/" + pattern.pattern() + "/";
            }
        }

        /**
         * The one of the two that is given.
         *
         * @throws TrustException where none or both are, or the expression is malformed
         */
        static Matcher of(@Nullable String exact, @Nullable String expression, String what) throws TrustException {
            TrustException.require(
                    (exact == null) != (expression == null), STEP, "the " + what + " must be given, once");
            if (exact != null) {
                TrustException.require(!exact.isBlank(), STEP, "the " + what + " must not be empty");
                return new Exact(exact);
            }
            try {
                return new Expression(Pattern.compile(String.valueOf(expression)));
            } catch (PatternSyntaxException e) {
                throw new TrustException(STEP, "the expression of the " + what + " is malformed", e);
            }
        }
    }

    /** Copies what it is given. */
    public Identity {
        claims = new TreeMap<>(claims);
    }

    /** Demands that the certificate is this signer's. */
    void require(X509Certificate certificate) throws TrustException {
        String subjectFound = CertificateClaims.subject(certificate);
        TrustException.require(
                subject.matches(subjectFound), STEP, "signed by \"" + subjectFound + "\", not by " + subject);
        String issuerFound = CertificateClaims.issuer(certificate);
        TrustException.require(
                issuer.matches(issuerFound), STEP, "vouched for by \"" + issuerFound + "\", not by " + issuer);
        for (var claim : claims.entrySet()) {
            String found = CertificateClaims.claim(certificate, claim.getKey());
            boolean same = claim.getValue().equals(found);
            TrustException.require(same, STEP, "the claim " + claim.getKey() + " is \"" + found + "\"");
        }
    }
}
