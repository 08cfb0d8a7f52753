package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The six ways in which envelopes are signed; which one follows from the key alone. */
enum NotationAlgorithm {
    PS256("PS256", -37, "RSA", 2048, Hash.SHA256),
    PS384("PS384", -38, "RSA", 3072, Hash.SHA384),
    PS512("PS512", -39, "RSA", 4096, Hash.SHA512),
    ES256("ES256", -7, "EC", 256, Hash.SHA256),
    ES384("ES384", -35, "EC", 384, Hash.SHA384),
    ES512("ES512", -36, "EC", 521, Hash.SHA512);

    private final String jwsName;
    private final long coseNumber;
    private final String family;
    private final int bits;
    private final Hash hash;

    NotationAlgorithm(String jwsName, long coseNumber, String family, int bits, Hash hash) {
        this.jwsName = jwsName;
        this.coseNumber = coseNumber;
        this.family = family;
        this.bits = bits;
        this.hash = hash;
    }

    static NotationAlgorithm named(String jwsName) throws TrustException {
        for (NotationAlgorithm algorithm : values()) {
            if (algorithm.jwsName.equals(jwsName)) {
                return algorithm;
            }
        }
        throw new TrustException("signature", "its algorithm " + jwsName + " is not allowed");
    }

    static NotationAlgorithm numbered(long coseNumber) throws TrustException {
        for (NotationAlgorithm algorithm : values()) {
            if (algorithm.coseNumber == coseNumber) {
                return algorithm;
            }
        }
        throw new TrustException("signature", "its algorithm " + coseNumber + " is not allowed");
    }

    /** Demands a key of just this algorithm's kind and size. */
    void requireFits(PublicKey key) throws TrustException {
        int size =
                switch (key) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength();
                    case ECPublicKey ec -> ec.getParams().getOrder().bitLength();
                    default -> 0;
                };
        boolean fits = size == bits && key.getAlgorithm().equals(family);
        TrustException.require(fits, "signature", "its algorithm " + jwsName + " does not fit the key");
    }

    boolean verifies(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature check = family.equals("EC")
                    ? Signature.getInstance(hash.jcaName().replace("-", "") + "withECDSAinP1363Format")
                    : Signature.getInstance("RSASSA-PSS");
            if (family.equals("RSA")) {
                int salt = hash.computation().getDigestLength();
                var mask = new MGF1ParameterSpec(hash.jcaName());
                check.setParameter(new PSSParameterSpec(hash.jcaName(), "MGF1", mask, salt, 1));
            }
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
