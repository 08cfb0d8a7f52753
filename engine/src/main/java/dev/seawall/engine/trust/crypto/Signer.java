package dev.seawall.engine.trust.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Signs content with a key, in the way cosign verifies by default: over SHA-256, or plain with Ed25519. */
public final class Signer {
    private final KeyPair keys;

    /** Signs with this pair. */
    public Signer(KeyPair keys) {
        this.keys = keys;
    }

    /** The public half. */
    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /**
     * Signs.
     *
     * @throws TrustException where the key cannot sign
     */
    public byte[] sign(byte[] content) throws TrustException {
        try {
            Signature signature = Signature.getInstance(algorithm());
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new TrustException("signing", "the key cannot sign", e);
        }
    }

    private String algorithm() {
        return switch (keys.getPublic()) {
            case ECPublicKey _ -> "SHA256withECDSA";
            case RSAPublicKey _ -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }
}
