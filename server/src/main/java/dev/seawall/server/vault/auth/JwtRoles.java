package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles of a web token mount. */
final class JwtRoles {
    private final Entries entries;

    JwtRoles(Entries entries) {
        this.entries = entries;
    }

    Optional<JwtRole> find(String name) {
        return name.contains("/") ? Optional.empty() : entries.read(name, JwtRole.class);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("role/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(entries.list())),
                Endpoint.at("role/{name}")
                        .fields(
                                Field.string("role_type"),
                                Field.commas("bound_audiences"),
                                Field.string("bound_subject"),
                                Field.string("user_claim"),
                                Field.string("groups_claim"),
                                Field.map("bound_claims"),
                                Field.string("bound_claims_type", "string"),
                                Field.pairs("claim_mappings"),
                                Field.signedDuration("expiration_leeway"),
                                Field.signedDuration("not_before_leeway"),
                                Field.signedDuration("clock_skew_leeway"),
                                Field.commas("policies"),
                                Field.commas("allowed_redirect_uris"),
                                Field.duration("ttl"),
                                Field.duration("max_ttl"))
                        .fields(TokenTerms.fields())
                        .exists((request, fields) -> find(fields.string("name")).isPresent())
                        .on(Operation.READ, (request, fields) -> find(fields.string("name"))
                                .map(role -> VaultResponse.of(role.view()))
                                .orElse(VaultResponse.NOTHING))
                        .onWrite(this::write)
                        .on(Operation.DELETE, (request, fields) -> {
                            entries.delete(fields.string("name"));
                            return VaultResponse.NOTHING;
                        }));
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        TokenTerms terms = TokenTerms.NONE.updatedBy(fields);
        if (fields.has("policies") && !fields.has("token_policies")) {
            terms = terms.withPolicies(fields.strings("policies"));
        }
        VaultException.refuseIf(fields.string("user_claim").isEmpty(), "a user claim must be defined on the role");
        Map<String, Object> claims = new LinkedHashMap<>();
        fields.map("bound_claims").forEach((name, value) -> {
            if (value != null) {
                claims.put(name, value);
            }
        });
        JwtRole role = new JwtRole(
                fields.string("role_type").isEmpty() ? "jwt" : fields.string("role_type"),
                fields.strings("bound_audiences"),
                fields.string("bound_subject"),
                fields.string("user_claim"),
                fields.string("groups_claim"),
                claims,
                fields.string("bound_claims_type"),
                fields.pairs("claim_mappings"),
                fields.seconds("expiration_leeway"),
                fields.seconds("not_before_leeway"),
                fields.seconds("clock_skew_leeway"),
                terms);
        boolean bound = !role.audiences().isEmpty()
                || !role.subject().isEmpty()
                || !claims.isEmpty()
                || !terms.boundCidrs().isEmpty();
        VaultException.refuseIf(!bound, "must have at least one bound constraint when creating/updating a role");
        entries.write(fields.string("name"), role);
        return VaultResponse.NOTHING;
    }
}
