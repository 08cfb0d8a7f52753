package dev.seawall.server.vault.core;

import dev.seawall.server.vault.token.Lease;

/** Asks the engine of a lease to take back what it gave. */
@FunctionalInterface
interface Revoker {
    void revoke(Lease lease);
}
