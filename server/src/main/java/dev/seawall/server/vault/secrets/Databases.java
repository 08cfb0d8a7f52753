package dev.seawall.server.vault.secrets;

import java.util.List;

/** Runs statements in a database that secrets are made for. */
public interface Databases {
    /** How to log in; the URL may name the user and the password by {{username}} and {{password}}. */
    record Login(String url, String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /** The database refused. */
    final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Why, without secrets. */
        public FailedException(String message) {
            super(message);
        }
    }

    /** Runs statements in one transaction; none only checks the login. */
    void run(Login login, List<String> statements) throws FailedException;

    /** Takes everything from a user and removes it. */
    void drop(Login login, String username) throws FailedException;
}
