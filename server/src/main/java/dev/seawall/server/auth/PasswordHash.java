package dev.seawall.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP's first choice), in PHC form. At most two run at a time, so that
 * a flood of logins costs 38 MiB and not more.
 */
final class PasswordHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]{16,64})\\$([A-Za-z0-9+/]{22,88})");
    private static final Semaphore AT_A_TIME = new Semaphore(2);
    /** Compared with where there is no such account, so that the answer takes as long. */
    private static final String NOBODY = of("nobody has this password");

    private PasswordHash() {}

    static String of(String password) {
        byte[] salt = Secrets.bytes(SALT_BYTES);
        byte[] hash = compute(password, salt, MEMORY_KIB, PASSES, HASH_BYTES);
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + text.encodeToString(salt) + "$"
                + text.encodeToString(hash);
    }

    static boolean matches(String password, String stored) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(form.group(3));
        byte[] hash = Base64.getDecoder().decode(form.group(4));
        int memory = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        return MessageDigest.isEqual(hash, compute(password, salt, memory, passes, hash.length));
    }

    /** Takes as long as a comparison. */
    static void matchesNobody(String password) {
        matches(password, NOBODY);
    }

    private static byte[] compute(String password, byte[] salt, int memoryKib, int passes, int length) {
        AT_A_TIME.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withSalt(salt)
                    .withMemoryAsKB(memoryKib)
                    .withIterations(passes)
                    .withParallelism(1)
                    .build());
            byte[] out = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
            return out;
        } finally {
            AT_A_TIME.release();
        }
    }
}
