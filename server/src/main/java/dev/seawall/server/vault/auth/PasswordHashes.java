package dev.seawall.server.vault.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Passwords as Argon2id hashes. An unknown user costs as much time as a known one. */
public final class PasswordHashes {
    private static final int MEMORY_KIB = 19 << 10;
    private static final int PASSES = 2;
    private static final int SALT = 16;
    private static final int HASH = 32;

    private final SecureRandom random;
    private final String nobody;

    /** Hashes with salts from this source. */
    public PasswordHashes(SecureRandom random) {
        this.random = random;
        this.nobody = Base64.getEncoder().encodeToString(new byte[SALT + HASH]);
    }

    /** A hash to keep. */
    public String hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] kept = new byte[SALT + HASH];
        System.arraycopy(salt, 0, kept, 0, SALT);
        System.arraycopy(stretch(password, salt), 0, kept, SALT, HASH);
        return Base64.getEncoder().encodeToString(kept);
    }

    /** Whether a password is the one of a kept hash; an empty hash is nobody's. */
    public boolean matches(String password, String kept) {
        byte[] bytes = Base64.getDecoder().decode(kept.isEmpty() ? nobody : kept);
        byte[] salt = java.util.Arrays.copyOf(bytes, SALT);
        byte[] expected = java.util.Arrays.copyOfRange(bytes, SALT, bytes.length);
        return MessageDigest.isEqual(stretch(password, salt), expected) && !kept.isEmpty();
    }

    private static byte[] stretch(String password, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(salt)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(1)
                .build());
        byte[] hash = new byte[HASH];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
