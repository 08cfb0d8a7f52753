package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** The paths below identity/: entities, their aliases, groups. */
public final class IdentityBackend implements Backend {
    private final List<Endpoint> endpoints = new ArrayList<>();

    /** The identities of a core. */
    public IdentityBackend(Core core) {
        endpoints.addAll(new EntityPaths(core).endpoints());
        endpoints.addAll(new AliasPaths(core).endpoints());
        endpoints.addAll(new GroupPaths(core).endpoints());
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
