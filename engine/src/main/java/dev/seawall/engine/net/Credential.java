package dev.seawall.engine.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How to prove who we are to one registry. */
sealed interface Credential {
    /** Nobody in particular. */
    record Anonymous() implements Credential {}

    /** A user name and password. */
    record Login(String user, String password) implements Credential {
        String basic() {
            String pair = user + ":" + password;
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** A refresh token, exchanged for access tokens. */
    record IdentityToken(String token) implements Credential {
        @Override
        public String toString() {
            return "IdentityToken";
        }
    }

    /** A token sent to the registry as it is. */
    record RegistryToken(String token) implements Credential {
        @Override
        public String toString() {
            return "RegistryToken";
        }
    }
}
