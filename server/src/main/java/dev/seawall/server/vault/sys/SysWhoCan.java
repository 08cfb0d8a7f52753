package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Entity;
import dev.seawall.server.vault.policy.Acl;
import dev.seawall.server.vault.policy.Subject;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.StoredToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who reaches a path: policies, entities and living tokens, each with what it may do there. A path of ours alone. */
final class SysWhoCan {
    private static final int MOST_TOKENS = 10_000;

    private final Core core;

    SysWhoCan(Core core) {
        this.core = core;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("internal/who-can").fields(Field.string("path")).onWrite(this::answer));
    }

    private VaultResponse answer(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        VaultException.refuseIf(path.isEmpty(), "path must be supplied");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("path", path);
        data.put("policies", policies(path));
        data.put("entities", entities(path));
        data.put("tokens", tokens(path));
        return VaultResponse.of(data);
    }

    private Map<String, List<String>> policies(String path) {
        Map<String, List<String>> reaching = new TreeMap<>();
        for (String name : core.policies().names()) {
            put(reaching, name, core.policies().acl(List.of(name), Subject.NOBODY), path);
        }
        return reaching;
    }

    private Map<String, List<String>> entities(String path) {
        Map<String, List<String>> reaching = new TreeMap<>();
        for (Entity entity : core.identity().all()) {
            Acl acl = core.policies()
                    .acl(core.identity().policies(entity.id()), core.identity().subject(entity.id()));
            put(reaching, entity.name(), acl, path);
        }
        return reaching;
    }

    private static void put(Map<String, List<String>> reaching, String name, Acl acl, String path) {
        List<String> capabilities = acl.capabilities(path);
        if (!capabilities.equals(List.of("deny"))) {
            reaching.put(name, capabilities);
        }
    }

    private List<Map<String, Object>> tokens(String path) {
        List<Map<String, Object>> reaching = new ArrayList<>();
        for (String hash :
                core.lending().tokens().hashes().stream().limit(MOST_TOKENS).toList()) {
            core.lending()
                    .tokens()
                    .findByHash(hash)
                    .map(StoredToken::entry)
                    .ifPresent(entry -> add(reaching, entry, core.acl(entry).capabilities(path)));
        }
        return reaching;
    }

    private static void add(List<Map<String, Object>> reaching, TokenEntry entry, List<String> capabilities) {
        if (!capabilities.equals(List.of("deny"))) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("accessor", entry.accessor());
            one.put("display_name", entry.displayName());
            one.put("capabilities", capabilities);
            one.put("policies", entry.policies());
            reaching.add(one);
        }
    }
}
