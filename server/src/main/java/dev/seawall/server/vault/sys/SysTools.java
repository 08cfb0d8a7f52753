package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.secrets.HashTools;
import java.util.List;

/** Random bytes and hashes, as transit has them too. */
final class SysTools {
    private final HashTools tools;

    SysTools(Core core) {
        this.tools = new HashTools(core.ids());
    }

    List<Endpoint> endpoints() {
        return List.of(
                random("tools/random/{source}/{urlbytes}"),
                random("tools/random/{urlbytes}"),
                random("tools/random"),
                hash("tools/hash/{urlalgorithm}"),
                hash("tools/hash"));
    }

    private Endpoint random(String template) {
        return Endpoint.at(template).fields(HashTools.randomFields()).onWrite(this::random);
    }

    private Endpoint hash(String template) {
        return Endpoint.at(template).fields(HashTools.hashFields()).onWrite(this::hash);
    }

    private VaultResponse random(VaultRequest request, FieldValues fields) {
        return tools.random(fields);
    }

    private VaultResponse hash(VaultRequest request, FieldValues fields) {
        return tools.hash(fields);
    }
}
