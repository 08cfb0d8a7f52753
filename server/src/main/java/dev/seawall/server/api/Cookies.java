package dev.seawall.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** The session's cookie: for this host only, unreadable by scripts, not sent along from other sites' forms. */
final class Cookies {
    private static final String SECURE = "__Host-seawall";
    private static final String PLAIN = "seawall";

    private Cookies() {}

    static Optional<String> session(ServerRequest request) {
        String name = request.isSecure() ? SECURE : PLAIN;
        for (String line : request.headers().all(HeaderNames.COOKIE, java.util.List::of)) {
            for (String pair : line.split(";")) {
                String trimmed = pair.strip();
                if (trimmed.startsWith(name + "=")) {
                    return Optional.of(trimmed.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** Lax, so that a provider of logins may lead back here; changing requests need the CSRF header besides. */
    static String opening(boolean secure, String secret) {
        return name(secure) + "=" + secret + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    static String closing(boolean secure) {
        return name(secure) + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0" + (secure ? "; Secure" : "");
    }

    private static String name(boolean secure) {
        return secure ? SECURE : PLAIN;
    }
}
