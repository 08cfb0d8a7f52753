package dev.seawall.engine.network;

/** Something in a manifest that Kubernetes itself would refuse; the message begins with file and line. */
final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message);
    }
}
