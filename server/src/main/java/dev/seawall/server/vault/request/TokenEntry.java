package dev.seawall.server.vault.request;

import java.util.List;
import java.util.Map;

/**
 * A token as the vault keeps it. Times are seconds since 1970, spans are seconds.
 *
 * @param id the token itself, never logged
 * @param accessor a name for it that cannot be used as a token
 * @param parent the token that made it; empty for an orphan
 * @param policies its own policies, sorted
 * @param path where it was made, for example auth/token/create
 * @param meta what its maker wrote on it
 * @param uses how many requests are left; 0 without a limit, -1 being revoked
 * @param ttl its first lease
 * @param period not 0: each renewal sets this lease again
 * @param type service or batch
 * @param entityId whom it speaks for; empty for none
 * @param boundCidrs addresses it may be used from; empty for all
 * @param internal what the login method wants back at renewal
 */
public record TokenEntry(
        String id,
        String accessor,
        String parent,
        List<String> policies,
        String path,
        Map<String, String> meta,
        String displayName,
        int uses,
        long created,
        long ttl,
        long explicitMaxTtl,
        long period,
        String role,
        String type,
        String entityId,
        List<String> boundCidrs,
        Map<String, Object> internal,
        boolean renewable,
        boolean orphan) {
    /** The type of tokens that are stored. */
    public static final String SERVICE = "service";

    /** The type of tokens that carry everything themselves. */
    public static final String BATCH = "batch";

    public TokenEntry {
        policies = List.copyOf(policies);
        meta = Map.copyOf(meta);
        boundCidrs = List.copyOf(boundCidrs);
        internal = Map.copyOf(internal);
    }

    /** The same token with so many uses left. */
    public TokenEntry withUses(int left) {
        return new TokenEntry(
                id,
                accessor,
                parent,
                policies,
                path,
                meta,
                displayName,
                left,
                created,
                ttl,
                explicitMaxTtl,
                period,
                role,
                type,
                entityId,
                boundCidrs,
                internal,
                renewable,
                orphan);
    }

    /** The same token under another parent. */
    public TokenEntry withoutParent() {
        return new TokenEntry(
                id,
                accessor,
                "",
                policies,
                path,
                meta,
                displayName,
                uses,
                created,
                ttl,
                explicitMaxTtl,
                period,
                role,
                type,
                entityId,
                boundCidrs,
                internal,
                renewable,
                true);
    }

    /** Whether it may do anything. */
    public boolean isRoot() {
        return policies.contains("root");
    }

    /** Whether it is a batch token. */
    public boolean isBatch() {
        return type.equals(BATCH);
    }
}
