package dev.seawall.server.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must be, after NIST SP 800-63B: long, none that everybody uses, not made of the name; no demands on
 * its kinds of characters and no expiry.
 */
final class PasswordRules {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final int FEWEST_DIFFERENT = 5;
    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /** Why a password is refused; empty where it is good. */
    static Optional<String> objection(String name, String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("it is shorter than " + SHORTEST + " characters");
        }
        if (password.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        boolean namesIt = name.length() > 3 && plain.contains(name.toLowerCase(Locale.ROOT));
        if (namesIt || plain.contains("seawall")) {
            return Optional.of("it holds the name of the account or of this program");
        }
        if (plain.chars().distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("it is made of fewer than " + FEWEST_DIFFERENT + " different characters");
        }
        return isCommon(plain) ? Optional.of("it is one of those that are tried first") : Optional.empty();
    }

    /** A common one stays common with digits and signs around it or said twice. */
    private static boolean isCommon(String plain) {
        String core = plain.replaceAll("^[^a-z]+|[^a-z]+$", "");
        boolean twice = plain.length() % 2 == 0
                && plain.substring(0, plain.length() / 2).equals(plain.substring(plain.length() / 2));
        String half = twice ? plain.substring(0, plain.length() / 2) : plain;
        return COMMON.contains(plain)
                || COMMON.contains(core)
                || COMMON.contains(half)
                || "01234567890123456789".contains(plain)
                || "abcdefghijklmnopqrstuvwxyz".contains(plain);
    }

    private static Set<String> common() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("/auth/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
