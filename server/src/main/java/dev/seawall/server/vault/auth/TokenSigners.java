package dev.seawall.server.vault.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/** Checks the signature of a web token by public keys; only asymmetric algorithms that were allowed count. */
final class TokenSigners {
    private static final Set<JWSAlgorithm> ASYMMETRIC = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private TokenSigners() {}

    /** A token that nobody here signed. */
    static final class ForgedException extends Exception {
        private static final long serialVersionUID = 1L;

        ForgedException(String message) {
            super(message);
        }
    }

    /** The claims of a token signed by one of the keys. */
    static JWTClaimsSet verify(String token, List<PublicKey> keys, List<String> algorithms) throws ForgedException {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWSAlgorithm algorithm = signed.getHeader().getAlgorithm();
            boolean allowed = ASYMMETRIC.contains(algorithm)
                    && (algorithms.isEmpty() || algorithms.contains(algorithm.getName()));
            if (!allowed) {
                throw new ForgedException("unsupported signing algorithm");
            }
            for (PublicKey key : keys) {
                if (signedBy(signed, key)) {
                    return signed.getJWTClaimsSet();
                }
            }
            throw new ForgedException("no known key successfully validated the token signature");
        } catch (ParseException malformed) {
            throw new ForgedException("malformed jwt");
        }
    }

    private static boolean signedBy(SignedJWT signed, Key key) {
        try {
            JWSHeader header = signed.getHeader();
            JWSVerifier verifier = new DefaultJWSVerifierFactory().createJWSVerifier(header, key);
            return signed.verify(verifier);
        } catch (JOSEException otherKind) {
            return false;
        }
    }

    /** The public keys of a key set. */
    static List<PublicKey> keysOf(String jwks) throws ForgedException {
        try {
            java.util.ArrayList<PublicKey> keys = new java.util.ArrayList<>();
            for (JWK key : JWKSet.parse(jwks).getKeys()) {
                if (key instanceof AsymmetricJWK asymmetric) {
                    keys.add(asymmetric.toPublicKey());
                }
            }
            return keys;
        } catch (ParseException | JOSEException malformed) {
            throw new ForgedException("malformed key set");
        }
    }
}
