package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.policy.Acl;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.StoredToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a token may do at paths. */
final class SysCapabilities {
    private final Core core;

    SysCapabilities(Core core) {
        this.core = core;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("capabilities-accessor/?")
                        .fields(Field.string("accessor"), Field.commas("path"), Field.commas("paths"))
                        .onWrite((request, fields) -> byAccessor(fields)),
                Endpoint.at("capabilities-self/?")
                        .fields(Field.string("token"), Field.commas("path"), Field.commas("paths"))
                        .onWrite((request, fields) -> answer(request.requireCaller(), fields)),
                Endpoint.at("capabilities/?")
                        .fields(Field.string("token"), Field.commas("path"), Field.commas("paths"))
                        .onWrite((request, fields) -> byToken(fields)));
    }

    private VaultResponse byAccessor(FieldValues fields) {
        VaultException.refuseIf(fields.string("accessor").isEmpty(), "missing accessor");
        return answer(
                core.lending()
                        .tokens()
                        .findByAccessor(fields.string("accessor"))
                        .map(StoredToken::entry)
                        .orElseThrow(() -> VaultException.invalid("invalid accessor")),
                fields);
    }

    private VaultResponse byToken(FieldValues fields) {
        if (fields.string("token").isEmpty()) {
            throw VaultException.broken("no token found");
        }
        return answer(
                core.lending()
                        .tokens()
                        .find(fields.string("token"))
                        .map(StoredToken::entry)
                        .orElseThrow(() -> VaultException.invalid("invalid token")),
                fields);
    }

    private VaultResponse answer(TokenEntry entry, FieldValues fields) {
        List<String> paths = fields.strings("paths").isEmpty() ? fields.strings("path") : fields.strings("paths");
        VaultException.refuseIf(paths.isEmpty(), "paths must be supplied");
        Acl acl = core.acl(entry);
        Map<String, Object> data = new LinkedHashMap<>();
        paths.forEach(path -> data.put(path, acl.capabilities(path)));
        if (paths.size() == 1) {
            data.put("capabilities", acl.capabilities(paths.getFirst()));
        }
        return VaultResponse.of(data);
    }
}
