package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;

/**
 * What a secret's own form proves without asking anybody. A structure that does not hold means that it is none; a
 * checksum that does not hold is only noted, because people mask characters of real tokens.
 */
final class Verification {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;
    private static final Verification PLAIN = new Verification(true, "", false);

    private final boolean holds;
    private final String note;
    private final boolean milder;

    private Verification(boolean holds, String note, boolean milder) {
        this.holds = holds;
        this.note = note;
        this.milder = milder;
    }

    private Verification(boolean holds, String note) {
        this(holds, note, false);
    }

    /** True where the secret alone opens nothing. */
    boolean milder() {
        return milder;
    }

    /** False where the text cannot be such a secret. */
    boolean holds() {
        return holds;
    }

    /** What the reader should know, starting with a comma, or empty. */
    String note() {
        return note;
    }

    /** @param check the rule's check: github, npm, aws-account, jwt, jwt-base64, basic-auth, private-key, not-placeholder, or empty */
    static Verification of(String check, String secret, String match) {
        return switch (check) {
            case "github", "npm" -> checksum(secret);
            case "jwt" -> jwt(secret);
            case "jwt-base64" -> verdict(decoded(secret).filter(Verification::isJwtHeader));
            case "basic-auth" -> verdict(decoded(secret).filter(pair -> pair.matches("(?s)[^:]{0,500}:.+")));
            case "private-key" -> privateKey(match);
            case "aws-account" -> awsAccount(secret);
            case "not-placeholder" -> new Verification(!Placeholders.isDocumentation(secret), "");
            default -> PLAIN;
        };
    }

    private static Verification verdict(Optional<String> proof) {
        return new Verification(proof.isPresent(), "");
    }

    /** The last six characters are the base-62 CRC-32 of what stands between prefix and them. */
    private static Verification checksum(String token) {
        int start = token.indexOf('_') + 1;
        int split = token.length() - CHECKSUM_LENGTH;
        if (start <= 0 || split <= start) {
            return PLAIN;
        }
        CRC32 crc = new CRC32();
        crc.update(token.substring(start, split).getBytes(StandardCharsets.ISO_8859_1));
        boolean same = base62(crc.getValue()).equals(token.substring(split));
        return new Verification(true, same ? ", its checksum holds" : ", its checksum does not hold");
    }

    private static String base62(long value) {
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = value;
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }

    private static Verification jwt(String token) {
        String header = token.substring(0, Math.max(0, token.indexOf('.')));
        return decoded(header)
                .flatMap(Verification::algorithm)
                .map(name -> new Verification(true, ", signed with " + name))
                .orElse(PLAIN);
    }

    private static Optional<String> algorithm(String header) {
        try {
            JsonNode name =
                    Json.parse(header.getBytes(StandardCharsets.ISO_8859_1)).path("alg");
            return Optional.of(name.asString("")).filter(text -> text.matches("[A-Za-z0-9-]{1,20}"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Names that the header of a web token may begin with. */
    private static final List<String> HEADER_NAMES = List.of(
            "alg",
            "apu",
            "apv",
            "aud",
            "b64",
            "crit",
            "cty",
            "epk",
            "enc",
            "jku",
            "jwk",
            "iss",
            "iv",
            "kid",
            "key_ops",
            "kty",
            "nonce",
            "p2c",
            "p2s",
            "ppt",
            "sub",
            "svt",
            "tag",
            "typ",
            "url",
            "use",
            "ver",
            "version",
            "x",
            "x5c",
            "x5t",
            "x5t#S256",
            "x5u",
            "zip");

    private static boolean isJwtHeader(String token) {
        return decoded(token.replaceFirst("[.].*", "").replaceFirst("(?s)[^0-9A-Za-z+/_-].*", ""))
                .filter(header -> HEADER_NAMES.stream().anyMatch(name -> header.startsWith("{\"" + name + "\":")))
                .isPresent();
    }

    private static Optional<String> decoded(String base64) {
        String clean = base64.replaceAll("[\\s\\\\=]", "").replace('-', '+').replace('_', '/');
        String whole = clean.substring(0, clean.length() % 4 == 1 ? clean.length() - 1 : clean.length());
        try {
            return Optional.of(new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Verification privateKey(String body) {
        boolean encrypted = body.contains("ENCRYPTED");
        return new Verification(true, encrypted ? ", encrypted with a passphrase" : "", encrypted);
    }

    /** The account that an access key belongs to; its first ten base-32 digits tell. */
    private static Verification awsAccount(String key) {
        String digits = key.substring(4).toUpperCase(Locale.ROOT);
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < digits.length(); i++) {
            int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digits.charAt(i));
            if (digit < 0) {
                return PLAIN;
            }
            value = value.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        long top = value.shiftRight(digits.length() * 5 - 48).longValueExact();
        long account = (top & 0x7fffffffff80L) >> 7;
        return new Verification(true, ", account %012d".formatted(account));
    }
}
