package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.TrustException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signature envelope, whichever way it is written.
 *
 * @param scheme the signing scheme
 * @param signingTime as the signer or the signing authority states it
 * @param critical the attributes a verifier must understand
 * @param chain the signer's certificate first, the root last
 * @param timestamp an RFC 3161 token over the signature, or null
 * @param signedBytes what the signature is made over
 */
@SuppressWarnings("ArrayRecordComponent")
public record NotationEnvelope(
        NotationAlgorithm algorithm,
        String scheme,
        @Nullable Instant signingTime,
        @Nullable Instant expiry,
        Set<String> critical,
        List<X509Certificate> chain,
        byte @Nullable [] timestamp,
        byte[] payload,
        byte[] signedBytes,
        byte[] signature) {
    /** The media type of envelopes in JWS. */
    public static final String JWS = "application/jose+json";

    /** The media type of envelopes in COSE. */
    public static final String COSE = "application/cose";

    static final String PREFIX = "io.cncf.notary.";
    static final String SCHEME = PREFIX + "signingScheme";
    static final String EXPIRY = PREFIX + "expiry";
    static final String SIGNING_TIME = PREFIX + "signingTime";
    static final String AUTHENTIC_TIME = PREFIX + "authenticSigningTime";
    static final String X509 = "notary.x509";
    static final String AUTHORITY = "notary.x509.signingAuthority";
    static final String PAYLOAD_TYPE = "application/vnd.cncf.notary.payload.v1+json";
    private static final String STEP = "envelope";

    /**
     * Reads an envelope; which kind it is shows in its first byte.
     *
     * @throws TrustException where it is malformed or breaks a rule of the envelope's specification
     */
    public static NotationEnvelope parse(byte[] content) throws TrustException {
        for (byte b : content) {
            if (b == '{') {
                return JwsEnvelope.parse(content);
            }
            if (!Character.isWhitespace(b)) {
                break;
            }
        }
        return CoseEnvelope.parse(content);
    }

    boolean isAuthority() {
        return scheme.equals(AUTHORITY);
    }

    /** Demands what the specification asks of the signed attributes. */
    NotationEnvelope checked() throws TrustException {
        TrustException.require(
                scheme.equals(X509) || isAuthority(), STEP, "its signing scheme \"" + scheme + "\" is not known");
        TrustException.require(critical.contains(SCHEME), STEP, "its signing scheme is not marked critical");
        TrustException.require(expiry == null || critical.contains(EXPIRY), STEP, "its expiry is not marked critical");
        TrustException.require(
                !isAuthority() || critical.contains(AUTHENTIC_TIME), STEP, "its signing time is not marked critical");
        TrustException.require(!isAuthority() || signingTime != null, STEP, "it states no authentic signing time");
        for (String attribute : critical) {
            boolean known =
                    Set.of(SCHEME, EXPIRY).contains(attribute) || (isAuthority() && attribute.equals(AUTHENTIC_TIME));
            TrustException.require(known, STEP, "its critical attribute " + attribute + " is not understood");
        }
        TrustException.require(!chain.isEmpty(), STEP, "it carries no certificates");
        return this;
    }
}
