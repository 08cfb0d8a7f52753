package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.Cidrs;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Roles as a whole, and each of their settings at a path of its own. */
final class AppRolePaths {
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("policies", "token_policies");
        SETTINGS.put("bind-secret-id", "bind_secret_id");
        SETTINGS.put("secret-id-num-uses", "secret_id_num_uses");
        SETTINGS.put("secret-id-ttl", "secret_id_ttl");
        SETTINGS.put("secret-id-bound-cidrs", "secret_id_bound_cidrs");
        SETTINGS.put("period", "token_period");
        SETTINGS.put("token-num-uses", "token_num_uses");
        SETTINGS.put("token-ttl", "token_ttl");
        SETTINGS.put("token-max-ttl", "token_max_ttl");
        SETTINGS.put("token-bound-cidrs", "token_bound_cidrs");
    }

    private final AppRoleStore store;

    AppRolePaths(AppRoleStore store) {
        this.store = store;
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(Endpoint.at("role/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(store.names())));
        endpoints.add(Endpoint.at("role/{role_name}/role-id/?")
                .fields(Field.string("role_id"))
                .on(Operation.READ, (request, fields) -> find(fields)
                        .map(role -> VaultResponse.of("role_id", role.roleId()))
                        .orElse(VaultResponse.NOTHING))
                .onWrite(this::changeRoleId));
        SETTINGS.forEach((word, name) -> endpoints.add(Endpoint.at("role/{role_name}/" + word + "/?")
                .fields(fields())
                .fields(TokenTerms.fields())
                .on(Operation.READ, (request, fields) -> readOne(fields, name))
                .onWrite((request, fields) -> update(fields, required(fields)))
                .on(Operation.DELETE, (request, fields) -> reset(fields, name))));
        endpoints.add(Endpoint.at("role/{role_name}")
                .fields(fields())
                .fields(TokenTerms.fields())
                .exists((request, fields) -> find(fields).isPresent())
                .on(Operation.READ, (request, fields) -> find(fields)
                        .map(role -> VaultResponse.of(role.view()))
                        .orElse(VaultResponse.NOTHING))
                .onWrite(this::write)
                .on(Operation.DELETE, this::delete));
        return endpoints;
    }

    private static List<Field> fields() {
        return List.of(
                Field.flag("bind_secret_id", true),
                Field.commas("bound_cidr_list"),
                Field.commas("secret_id_bound_cidrs"),
                Field.commas("policies"),
                Field.integer("secret_id_num_uses"),
                Field.duration("secret_id_ttl"),
                Field.duration("period"),
                Field.string("role_id"),
                Field.flag("local_secret_ids"));
    }

    private Optional<AppRoleEntry> find(FieldValues fields) {
        return store.role(fields.string("role_name"));
    }

    private AppRoleEntry required(FieldValues fields) {
        return find(fields).orElseThrow(VaultException::unsupportedPath);
    }

    private VaultResponse changeRoleId(VaultRequest request, FieldValues fields) {
        AppRoleEntry role = find(fields)
                .orElseThrow(() -> VaultException.refused("role \"" + fields.string("role_name") + "\" not found"));
        VaultException.refuseIf(fields.string("role_id").isEmpty(), "missing role_id");
        store.put(role.withRoleId(fields.string("role_id")));
        return VaultResponse.NOTHING;
    }

    private VaultResponse readOne(FieldValues fields, String name) {
        return find(fields)
                .map(role -> {
                    Map<String, @Nullable Object> data = new LinkedHashMap<>();
                    Object value = role.view().get(name);
                    data.put(name, name.equals("token_bound_cidrs") && List.of().equals(value) ? null : value);
                    return VaultResponse.of(data);
                })
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse reset(FieldValues fields, String name) {
        AppRoleEntry role = required(fields);
        TokenTerms t = role.terms();
        TokenTerms terms = new TokenTerms(
                name.equals("token_ttl") ? 0 : t.ttl(),
                name.equals("token_max_ttl") ? 0 : t.maxTtl(),
                t.explicitMaxTtl(),
                name.equals("token_period") ? 0 : t.period(),
                name.equals("token_num_uses") ? 0 : t.uses(),
                t.type(),
                name.equals("token_policies") ? List.of() : t.policies(),
                t.noDefaultPolicy(),
                name.equals("token_bound_cidrs") ? List.of() : t.boundCidrs());
        store.put(new AppRoleEntry(
                role.name(),
                role.roleId(),
                name.equals("bind_secret_id") || role.bindSecretId(),
                name.equals("secret_id_bound_cidrs") ? List.of() : role.secretIdCidrs(),
                name.equals("secret_id_num_uses") ? 0 : role.secretIdUses(),
                name.equals("secret_id_ttl") ? 0 : role.secretIdTtl(),
                role.local(),
                terms,
                role.olderNames()));
        return VaultResponse.NOTHING;
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String name = fields.string("role_name").toLowerCase(Locale.ROOT);
        return update(
                fields,
                find(fields)
                        .orElseGet(() -> new AppRoleEntry(
                                name,
                                store.ids().uuid(),
                                true,
                                List.of(),
                                0,
                                0,
                                fields.flag("local_secret_ids"),
                                TokenTerms.NONE,
                                false)));
    }

    private VaultResponse update(FieldValues fields, AppRoleEntry old) {
        TokenTerms terms = old.terms().updatedBy(fields);
        if (fields.has("policies") && !fields.has("token_policies")) {
            terms = terms.withPolicies(fields.strings("policies"));
        }
        List<String> cidrs = fields.has("secret_id_bound_cidrs")
                ? Cidrs.check(fields.strings("secret_id_bound_cidrs"))
                : fields.has("bound_cidr_list") ? Cidrs.check(fields.strings("bound_cidr_list")) : old.secretIdCidrs();
        AppRoleEntry role = new AppRoleEntry(
                old.name(),
                fields.string("role_id").isEmpty() ? old.roleId() : fields.string("role_id"),
                fields.flagOr("bind_secret_id", old.bindSecretId()),
                cidrs,
                fields.has("secret_id_num_uses") ? fields.integer("secret_id_num_uses") : old.secretIdUses(),
                fields.secondsOr("secret_id_ttl", old.secretIdTtl()),
                old.local(),
                terms,
                (fields.has("policies") || old.olderNames()) && !fields.has("token_policies"));
        check(role);
        store.put(role);
        return VaultResponse.NOTHING;
    }

    private static void check(AppRoleEntry role) {
        VaultException.refuseIf(role.secretIdUses() < 0, "secret_id_num_uses cannot be negative");
        if (!role.bindSecretId()
                && role.secretIdCidrs().isEmpty()
                && role.terms().boundCidrs().isEmpty()) {
            throw VaultException.broken("at least one constraint should be enabled on the role");
        }
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        find(fields).ifPresent(store::delete);
        return VaultResponse.NOTHING;
    }
}
