package dev.seawall.server.vault.request;

import java.util.List;
import java.util.Map;

/**
 * What a login method grants; the core makes a token of it.
 *
 * @param alias the name of who logged in, for the identity store; empty for none
 * @param metadata shown with the token
 * @param internal given back at renewal
 */
public record LoginGrant(
        TokenTerms terms,
        String displayName,
        String alias,
        Map<String, String> metadata,
        Map<String, Object> internal) {
    public LoginGrant {
        metadata = Map.copyOf(metadata);
        internal = Map.copyOf(internal);
    }

    /** Policies of the grant. */
    public List<String> policies() {
        return terms.policies();
    }
}
