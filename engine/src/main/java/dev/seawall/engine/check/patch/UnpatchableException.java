package dev.seawall.engine.check.patch;

/** A change that cannot be made without touching something else, and why. */
public final class UnpatchableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason in words, for the user */
    public UnpatchableException(String reason) {
        super(reason);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
