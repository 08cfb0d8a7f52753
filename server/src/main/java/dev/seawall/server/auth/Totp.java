package dev.seawall.server.auth;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Codes of RFC 6238 as every authenticator has them: SHA-1, 30 seconds, six digits; a step early or late is taken. */
public final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int SECRET_BYTES = 20;

    private Totp() {}

    /** A new secret. */
    public static byte[] secret() {
        return Secrets.bytes(SECRET_BYTES);
    }

    /** The step of a good code; empty where the code is wrong. Whether the step was used before is not checked here. */
    public static OptionalLong step(byte[] secret, String code, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        OptionalLong found = OptionalLong.empty();
        for (long step = current - 1; step <= current + 1; step++) {
            if (Secrets.same(code(secret, step), code)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of a time. */
    public static String code(byte[] secret, Instant now) {
        return code(secret, now.getEpochSecond() / STEP_SECONDS);
    }

    private static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] sum = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = sum[sum.length - 1] & 0xf;
            int number = ByteBuffer.wrap(sum, offset, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an authenticator reads from a QR code. */
    public static String uri(byte[] secret, String account) {
        String label =
                URLEncoder.encode("Seawall:" + account, StandardCharsets.UTF_8).replace("+", "%20");
        String text = new Base32().encodeToString(secret).replace("=", "");
        return "otpauth://totp/" + label + "?secret=" + text + "&issuer=Seawall";
    }
}
