package dev.seawall.server.vault.seal;

import dev.seawall.server.vault.storage.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** A seal by a key of 32 bytes, wherever it comes from: combined shares, or a file. */
public final class KeySeal implements Seal {
    private static final byte[] CONTEXT = "seawall vault root key".getBytes(StandardCharsets.US_ASCII);

    private final String type;
    private final byte[] key;
    private final SecureRandom random;

    /** A seal of this type by this key. */
    public KeySeal(String type, byte[] key, SecureRandom random) {
        this.type = type;
        this.key = key.clone();
        this.random = random;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public byte[] wrap(byte[] rootKey) {
        return Aead.seal(random, key, rootKey, CONTEXT);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) throws GeneralSecurityException {
        if (key.length != 32) {
            throw new GeneralSecurityException("invalid key size " + key.length);
        }
        return Aead.open(key, wrapped, CONTEXT);
    }
}
