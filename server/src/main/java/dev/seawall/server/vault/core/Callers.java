package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultRequest;

/** Questions about who asks. */
public final class Callers {
    private Callers() {}

    /** Whether the token of a request that was not routed has update and sudo at its path. */
    public static boolean maySudo(Core core, VaultRequest request) {
        return core.lending()
                .tokens()
                .find(request.token())
                .map(stored ->
                        core.acl(stored.entry()).decide(request.operation(), request.path(), request.data(), null))
                .filter(decision -> decision.allowed() && decision.sudo())
                .isPresent();
    }

    /** Whether the caller has sudo at the path of the request. */
    public static boolean hasSudo(Core core, VaultRequest request) {
        TokenEntry entry = request.requireCaller();
        String path = request.requireMount().route() + request.path();
        return core.acl(entry)
                .decide(request.operation(), path, request.data(), request.wrapTtl())
                .sudo();
    }
}
