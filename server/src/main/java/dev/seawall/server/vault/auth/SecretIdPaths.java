package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.Cidrs;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.wire.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secret identifiers of roles: made, looked up, destroyed. */
final class SecretIdPaths {
    private final AppRoleStore store;

    SecretIdPaths(AppRoleStore store) {
        this.store = store;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("role/{role_name}/secret-id/lookup/?")
                        .fields(Field.string("secret_id"))
                        .onWrite(this::lookup),
                Endpoint.at("role/{role_name}/secret-id/destroy/?")
                        .fields(Field.string("secret_id"))
                        .onWrite(this::destroy)
                        .on(Operation.DELETE, this::destroy),
                Endpoint.at("role/{role_name}/secret-id-accessor/lookup/?")
                        .fields(Field.string("secret_id_accessor"))
                        .onWrite(this::lookupAccessor),
                Endpoint.at("role/{role_name}/secret-id-accessor/destroy/?")
                        .fields(Field.string("secret_id_accessor"))
                        .onWrite(this::destroyAccessor)
                        .on(Operation.DELETE, this::destroyAccessor),
                Endpoint.at("role/{role_name}/custom-secret-id/?")
                        .fields(fields())
                        .onWrite((request, fields) -> make(fields, fields.string("secret_id"))),
                Endpoint.at("role/{role_name}/secret-id/?")
                        .fields(fields())
                        .on(Operation.LIST, this::list)
                        .onWrite((request, fields) -> make(fields, store.ids().uuid())));
    }

    private static List<Field> fields() {
        return List.of(
                Field.string("secret_id"),
                Field.any("metadata"),
                Field.commas("cidr_list"),
                Field.commas("token_bound_cidrs"),
                Field.integer("num_uses"),
                Field.duration("ttl"));
    }

    private AppRoleEntry role(FieldValues fields) {
        return store.role(fields.string("role_name"))
                .orElseThrow(
                        () -> VaultException.of(404, "role \"" + fields.string("role_name") + "\" does not exist"));
    }

    private VaultResponse list(VaultRequest request, FieldValues fields) {
        return VaultResponse.keys(store.secretsOf(role(fields)).stream()
                .map(SecretIdEntry::accessor)
                .sorted()
                .toList());
    }

    private VaultResponse make(FieldValues fields, String secretId) {
        AppRoleEntry role = role(fields);
        VaultException.refuseIf(secretId.isEmpty(), "missing secret_id");
        VaultException.refuseIf(!role.bindSecretId(), "bind_secret_id is not set on the role");
        if (store.secret(role, secretId).isPresent()) {
            throw VaultException.broken("failed to store secret_id: SecretID is already registered");
        }
        int uses = fields.has("num_uses") ? fields.integer("num_uses") : role.secretIdUses();
        long ttl = fields.has("ttl") ? fields.seconds("ttl") : role.secretIdTtl();
        check(role, uses, ttl);
        String now = store.now();
        SecretIdEntry secret = new SecretIdEntry(
                store.hash(secretId),
                store.ids().uuid(),
                uses,
                ttl,
                now,
                now,
                ttl == 0 ? 0 : store.seconds() + ttl,
                metadata(fields),
                Cidrs.check(fields.strings("cidr_list")),
                Cidrs.check(fields.strings("token_bound_cidrs")));
        store.putSecret(role, secret);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("secret_id", secretId);
        data.put("secret_id_accessor", secret.accessor());
        data.put("secret_id_num_uses", uses);
        data.put("secret_id_ttl", ttl);
        return VaultResponse.of(data);
    }

    private static void check(AppRoleEntry role, int uses, long ttl) {
        VaultException.refuseIf(uses < 0, "num_uses cannot be negative");
        VaultException.refuseIf(
                role.secretIdUses() > 0 && (uses == 0 || uses > role.secretIdUses()),
                "num_uses cannot be higher than the role's secret_id_num_uses");
        VaultException.refuseIf(
                role.secretIdTtl() > 0 && (ttl == 0 || ttl > role.secretIdTtl()),
                "ttl cannot be longer than the role's secret_id_ttl");
    }

    private static Map<String, String> metadata(FieldValues fields) {
        Object given = fields.any("metadata");
        if (given == null || "".equals(given)) {
            return Map.of();
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> metadata.put(String.valueOf(name), String.valueOf(value)));
            return metadata;
        }
        try {
            JsonValues.readObject(String.valueOf(given).getBytes(StandardCharsets.UTF_8))
                    .forEach((name, value) -> metadata.put(name, String.valueOf(value)));
            return metadata;
        } catch (IOException malformed) {
            throw VaultException.refused(
                    "failed to parse metadata: failed to parse the input: invalid <key,value> format");
        }
    }

    private VaultResponse lookup(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(fields.string("secret_id").isEmpty(), "missing secret_id");
        return store.secret(role(fields), fields.string("secret_id"))
                .map(secret -> VaultResponse.of(secret.view()))
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse destroy(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(fields.string("secret_id").isEmpty(), "missing secret_id");
        AppRoleEntry role = role(fields);
        store.secret(role, fields.string("secret_id")).ifPresent(secret -> store.removeSecret(role, secret));
        return VaultResponse.NOTHING;
    }

    private Optional<SecretIdEntry> byAccessor(AppRoleEntry role, FieldValues fields) {
        VaultException.refuseIf(fields.string("secret_id_accessor").isEmpty(), "missing secret_id_accessor");
        return store.byAccessor(role, fields.string("secret_id_accessor"));
    }

    private VaultResponse lookupAccessor(VaultRequest request, FieldValues fields) {
        return byAccessor(role(fields), fields)
                .map(secret -> VaultResponse.of(secret.view()))
                .orElseGet(() -> VaultResponse.of(
                                "error",
                                "failed to find accessor entry for secret_id_accessor: \""
                                        + fields.string("secret_id_accessor") + "\"")
                        .withStatus(404));
    }

    private VaultResponse destroyAccessor(VaultRequest request, FieldValues fields) {
        AppRoleEntry role = role(fields);
        SecretIdEntry secret = byAccessor(role, fields)
                .orElseThrow(() -> VaultException.broken("failed to find accessor entry for secret_id_accessor: \""
                        + fields.string("secret_id_accessor") + "\""));
        store.removeSecret(role, secret);
        return VaultResponse.NOTHING;
    }
}
