package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.VaultException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** The kinds of keys there are, by the name the API gives them. */
enum TransitType {
    AES128("aes128-gcm96", 16),
    AES256("aes256-gcm96", 32),
    CHACHA20("chacha20-poly1305", 32),
    ED25519("ed25519", 0),
    ECDSA_P256("ecdsa-p256", 0),
    ECDSA_P384("ecdsa-p384", 0),
    ECDSA_P521("ecdsa-p521", 0),
    RSA2048("rsa-2048", 0),
    RSA3072("rsa-3072", 0),
    RSA4096("rsa-4096", 0),
    HMAC("hmac", 32);

    private final String word;
    private final int bytes;

    TransitType(String word, int bytes) {
        this.word = word;
        this.bytes = bytes;
    }

    static TransitType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> VaultException.refused("unknown key type " + word));
    }

    String word() {
        return word;
    }

    boolean isSymmetric() {
        return bytes > 0;
    }

    boolean isRsa() {
        return word.startsWith("rsa");
    }

    boolean isEcdsa() {
        return word.startsWith("ecdsa");
    }

    boolean encrypts() {
        return (isSymmetric() && this != HMAC) || isRsa();
    }

    boolean signs() {
        return isRsa() || isEcdsa() || this == ED25519;
    }

    boolean derives() {
        return (isSymmetric() && this != HMAC) || this == ED25519;
    }

    TransitKey.Version make(SecureRandom random, long now) {
        byte[] hmac = new byte[32];
        random.nextBytes(hmac);
        if (isSymmetric()) {
            byte[] secret = new byte[bytes];
            random.nextBytes(secret);
            return new TransitKey.Version(secret, new byte[0], this == HMAC ? secret : hmac, now);
        }
        try {
            KeyPair pair = generator(random).generateKeyPair();
            return new TransitKey.Version(
                    pair.getPrivate().getEncoded(), pair.getPublic().getEncoded(), hmac, now);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java makes " + word, missing);
        }
    }

    private KeyPairGenerator generator(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm());
        switch (this) {
            case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            case ECDSA_P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"), random);
            case ECDSA_P521 -> generator.initialize(new ECGenParameterSpec("secp521r1"), random);
            case RSA2048 -> generator.initialize(2048, random);
            case RSA3072 -> generator.initialize(3072, random);
            case RSA4096 -> generator.initialize(4096, random);
            case ED25519 -> generator.initialize(255, random);
            case AES128, AES256, CHACHA20, HMAC -> throw new IllegalStateException("symmetric");
        }
        return generator;
    }

    /** What Java calls the algorithm of a key pair. */
    String algorithm() {
        return isRsa() ? "RSA" : isEcdsa() ? "EC" : "Ed25519";
    }
}
