package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.RandomIds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Encryption, signatures and hashes with keys that stay in the vault. */
public final class Transit implements Backend {
    private final List<Endpoint> endpoints;

    /** A mount over its folder. */
    public Transit(Entries entries, RandomIds ids, Clock clock) {
        TransitKeys keys = new TransitKeys(entries, ids, clock);
        HashTools tools = new HashTools(ids);
        this.endpoints = new ArrayList<>(new TransitKeyPaths(keys).endpoints());
        endpoints.addAll(new TransitCiphers(keys).endpoints());
        endpoints.addAll(new TransitSignatures(keys).endpoints());
        for (String template : List.of("random/{source}/{urlbytes}", "random/{urlbytes}", "random")) {
            endpoints.add(Endpoint.at(template)
                    .fields(HashTools.randomFields())
                    .onWrite((request, fields) -> tools.random(fields)));
        }
        for (String template : List.of("hash/{urlalgorithm}", "hash")) {
            endpoints.add(Endpoint.at(template)
                    .fields(HashTools.hashFields())
                    .onWrite((request, fields) -> tools.hash(fields)));
        }
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
