package dev.seawall.server.vault.seal;

import java.security.GeneralSecurityException;

/**
 * What keeps the root key away from the storage. It wraps the root key; what is wrapped lies beside the entries. Wrapping
 * is authenticated, so that a wrong key is refused and never gives a wrong root key.
 */
public interface Seal {
    /** The word of seal-status: shamir, static, transit, pkcs11. */
    String type();

    /** Wraps the root key. */
    byte[] wrap(byte[] rootKey) throws GeneralSecurityException;

    /**
     * The root key.
     *
     * @throws GeneralSecurityException when this is not the seal that wrapped it
     */
    byte[] unwrap(byte[] wrapped) throws GeneralSecurityException;
}
