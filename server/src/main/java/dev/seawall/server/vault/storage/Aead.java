package dev.seawall.server.vault.storage;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a random 96-bit nonce before the ciphertext and a 128-bit tag after it. */
public final class Aead {
    /** Bytes added to a plain text. */
    static final int OVERHEAD = 28;

    private static final int NONCE = 12;

    private Aead() {}

    /** Nonce, ciphertext and tag; the context must be the same to open it. */
    public static byte[] seal(SecureRandom random, byte[] key, byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(context);
            ByteBuffer out = ByteBuffer.allocate(NONCE + plain.length + 16).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), out);
            return out.array();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is part of Java", broken);
        }
    }

    /**
     * The plain text.
     *
     * @throws GeneralSecurityException when the key, the context or the bytes are not those of the sealing
     */
    public static byte[] open(byte[] key, byte[] sealed, byte[] context) throws GeneralSecurityException {
        if (sealed.length < OVERHEAD) {
            throw new GeneralSecurityException("too short to be sealed");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context);
        return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    }
}
