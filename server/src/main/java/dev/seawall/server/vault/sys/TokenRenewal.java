package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Lending;
import dev.seawall.server.vault.core.Mounted;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.StoredToken;
import java.util.Optional;

/** Extends a token as far as its method, its role and its mount allow. */
final class TokenRenewal {
    private final Core core;

    TokenRenewal(Core core) {
        this.core = core;
    }

    VaultResponse renew(VaultRequest request, StoredToken stored, long increment) {
        TokenEntry entry = stored.entry();
        VaultException.refuseIf(entry.isBatch(), "batch tokens cannot be renewed");
        VaultException.refuseIf(stored.expires() == 0, "invalid lease ID");
        VaultException.refuseIf(!entry.renewable(), "lease is not renewable");
        Optional<Mounted> mounted = core.mounts().find(entry.path());
        MountEntry mount = mounted.map(Mounted::entry).orElse(request.requireMount());
        TokenTerms terms = mounted.flatMap(found -> found.backend().renewLogin(request.at(found.entry(), ""), entry))
                .orElseThrow(() -> VaultException.broken("failed to renew entry: policies have changed, not renewing"));
        long seconds = Lending.lifetime(
                mount,
                terms,
                increment,
                entry.created(),
                core.lending().tokens().now());
        StoredToken renewed = core.lending().renew(stored, Math.max(seconds, 1));
        VaultResponse response = VaultResponse.NOTHING.withAuth(TokenBackend.auth(renewed, seconds, further(entry)));
        for (String warning : Lending.warnings(
                mount,
                terms,
                increment,
                entry.created(),
                core.lending().tokens().now())) {
            response = response.warn(warning);
        }
        return response;
    }

    private java.util.List<String> further(TokenEntry entry) {
        return core.identity().policies(entry.entityId());
    }
}
