package dev.seawall.server.store;

import org.jspecify.annotations.Nullable;

/** The store could not do its work now: disk full, database away, file broken. What was asked for did not happen. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the store failed. */
    public enum Reason {
        /** It may work again by itself: connection lost, lock not had, disk full. */
        AWAY,
        /** Two writers wanted the same name. */
        CONFLICT,
        /** The file or a statement is wrong. */
        BROKEN
    }

    private final Reason reason;

    /** @param message what was tried and why it failed, without secrets */
    public StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, as far as a caller can act on it. */
    public Reason reason() {
        return reason;
    }
}
