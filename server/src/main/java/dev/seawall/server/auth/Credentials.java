package dev.seawall.server.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * What an Authorization header says.
 *
 * @param name empty with a bearer token
 */
record Credentials(String name, String secret) {
    static Credentials parse(String header) throws DeniedException {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ")) {
            return new Credentials("", header.substring(7).strip());
        }
        if (!lower.startsWith("basic ")) {
            throw new DeniedException(
                    DeniedException.Reason.WRONG, "The Authorization header is neither Bearer nor Basic.");
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static DeniedException malformed() {
        return new DeniedException(DeniedException.Reason.WRONG, "The Authorization header is malformed.");
    }

    boolean isToken() {
        return name.isEmpty() || secret.startsWith(Tokens.PREFIX);
    }
}
