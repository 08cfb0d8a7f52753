package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.PolicyStore;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The policies, by the older and the newer paths. */
final class SysPolicies {
    private final PolicyStore policies;

    SysPolicies(Core core) {
        this.policies = core.policies();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("policy/?")
                        .on(Operation.READ, (request, fields) -> both())
                        .on(Operation.LIST, (request, fields) -> both()),
                Endpoint.at("policies/acl/?")
                        .on(Operation.LIST, (request, fields) -> VaultResponse.keys(policies.names())),
                one("policy/{name+}", "rules"),
                one("policies/acl/{name+}", "policy"));
    }

    private VaultResponse both() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("keys", policies.names());
        data.put("policies", policies.names());
        return VaultResponse.of(data);
    }

    private Endpoint one(String template, String shownAs) {
        return Endpoint.at(template)
                .fields(Field.string("policy"), Field.string("rules"))
                .on(Operation.READ, (request, fields) -> read(fields, shownAs))
                .onWrite((request, fields) -> write(fields))
                .on(Operation.DELETE, (request, fields) -> {
                    policies.delete(fields.string("name"));
                    return VaultResponse.NOTHING;
                });
    }

    private VaultResponse read(FieldValues fields, String shownAs) {
        String name = fields.string("name").toLowerCase(Locale.ROOT);
        return policies.text(name)
                .map(text -> {
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("name", name);
                    data.put(shownAs, text);
                    return VaultResponse.of(data);
                })
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse write(FieldValues fields) {
        String text = fields.string("policy").isEmpty() ? fields.string("rules") : fields.string("policy");
        VaultException.refuseIf(text.isEmpty(), "'policy' parameter not supplied or empty");
        String name = fields.string("name");
        policies.put(name, decoded(text));
        VaultResponse response = VaultResponse.NOTHING;
        if (fields.string("policy").isEmpty()) {
            response = response.warn("'rules' is deprecated, please use 'policy' instead");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(name) ? response : response.warn("policy name was converted to " + lower);
    }

    private static String decoded(String text) {
        try {
            byte[] plain = Base64.getDecoder().decode(text);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
