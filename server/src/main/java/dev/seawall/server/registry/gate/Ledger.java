package dev.seawall.server.registry.gate;

/** Where the registry's decisions are written down. */
@FunctionalInterface
public interface Ledger {
    /**
     * Writes one down.
     *
     * @param actor name of the account, {@code -} for nobody in particular
     * @param action such as {@code registry.pull}
     * @param subject repository with tag or digest
     * @param allowed what was decided
     * @param detail why; never a secret
     */
    void record(String actor, String address, String action, String subject, boolean allowed, String detail);
}
