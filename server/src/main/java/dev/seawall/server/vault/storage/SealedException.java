package dev.seawall.server.vault.storage;

/** The vault is sealed: nothing can be read or written. */
public final class SealedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The one text there is. */
    public SealedException() {
        super("Vault is sealed");
    }
}
