package dev.seawall.server.vault.policy;

/** A policy that cannot be understood; the text says where. */
public final class BadPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    BadPolicyException(String message) {
        super(message);
    }
}
