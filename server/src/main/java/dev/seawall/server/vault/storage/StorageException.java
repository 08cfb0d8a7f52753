package dev.seawall.server.vault.storage;

import org.jspecify.annotations.Nullable;

/** The storage failed, or does not hold what it should. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure for this reason. */
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
