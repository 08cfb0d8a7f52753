package dev.seawall.server.vault.wire;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** Unguessable identifiers. The source of randomness is given once and is thread-safe. */
public final class RandomIds {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random;

    /** Identifiers drawn from this source. */
    public RandomIds(SecureRandom random) {
        this.random = random;
    }

    /** So many letters and digits, each drawn evenly. */
    public String base62(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE62.charAt(random.nextInt(62)));
        }
        return text.toString();
    }

    /** A random UUID in its usual spelling. */
    public String uuid() {
        byte[] bytes = bytes(16);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** So many random bytes in hexadecimal. */
    public String hex(int count) {
        return HexFormat.of().formatHex(bytes(count));
    }

    /** The source itself, for key generation. */
    public SecureRandom source() {
        return random;
    }
}
