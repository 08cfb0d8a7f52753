package dev.seawall.server.vault.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something mounted at a path: a secrets engine or a login method. It declares its endpoints; the core authenticates,
 * authorises, routes, leases, wraps and audits.
 */
public interface Backend {
    /** Its paths, tried in this order. */
    List<Endpoint> endpoints();

    /** Paths below the mount that need no token; a star at the end is a prefix, a plus is one segment. */
    default List<String> open() {
        return List.of();
    }

    /** Paths below the mount that need sudo. */
    default List<String> sudo() {
        return List.of();
    }

    /** Takes back what a lease stood for. May be asked twice. */
    default void revoke(VaultRequest request, Map<String, Object> internal) {}

    /** The terms of a renewed lease: those it had, unless the engine knows better. */
    default LeaseTerms renew(VaultRequest request, LeaseTerms old) {
        return old;
    }

    /** The terms of a renewed login, or empty when it must not be renewed. */
    default Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        return Optional.of(new TokenTerms(
                token.ttl(),
                0,
                token.explicitMaxTtl(),
                token.period(),
                0,
                token.type(),
                token.policies(),
                false,
                token.boundCidrs()));
    }

    /** Answers a request at its path below the mount. */
    default VaultResponse answer(VaultRequest request) {
        return find(request.path()).orElseThrow(VaultException::unsupportedPath).run(request);
    }

    /** Whether a write would change something that is there; empty when the path cannot tell. */
    default Optional<Boolean> isThere(VaultRequest request) {
        return find(request.path()).filter(Endpoint::canTell).map(endpoint -> endpoint.isThere(request));
    }

    private Optional<Endpoint> find(String path) {
        return endpoints().stream().filter(endpoint -> endpoint.matches(path)).findFirst();
    }
}
