package dev.seawall.server.vault.core;

import dev.seawall.server.vault.token.Lease;

/** Small sums about leases. */
final class Leases {
    private Leases() {}

    /** The shorter of two spans of which 0 says nothing. */
    static long shorter(long one, long other) {
        if (one == 0) {
            return other;
        }
        return other == 0 ? one : Math.min(one, other);
    }

    static Lease failed(Lease lease, long retryAt) {
        return new Lease(
                lease.id(),
                lease.mount(),
                lease.path(),
                lease.token(),
                lease.internal(),
                lease.issued(),
                lease.renewed(),
                retryAt,
                lease.ttl(),
                lease.maxTtl(),
                lease.renewable(),
                lease.tries() + 1);
    }
}
