package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The roles that tokens are made against. */
final class TokenRoles {
    private final Entries entries;

    TokenRoles(Barrier barrier) {
        this.entries = new Entries(barrier, "sys/token/roles/");
    }

    Optional<TokenRole> find(String name) {
        return name.contains("/") ? Optional.empty() : entries.read(name, TokenRole.class);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("roles/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(entries.list())),
                Endpoint.at("roles/{role_name}")
                        .fields(
                                Field.commas("allowed_policies"),
                                Field.commas("disallowed_policies"),
                                Field.commas("allowed_policies_glob"),
                                Field.commas("disallowed_policies_glob"),
                                Field.flag("orphan"),
                                Field.duration("period"),
                                Field.string("path_suffix"),
                                Field.duration("explicit_max_ttl"),
                                Field.flag("renewable", true),
                                Field.commas("bound_cidrs"),
                                Field.commas("allowed_entity_aliases"))
                        .fields(TokenTerms.fields())
                        .exists((request, fields) ->
                                find(fields.string("role_name")).isPresent())
                        .on(Operation.READ, this::read)
                        .onWrite(this::write)
                        .on(Operation.DELETE, this::delete));
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return find(fields.string("role_name"))
                .map(role -> VaultResponse.of(role.view()))
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        entries.delete(fields.string("role_name"));
        return VaultResponse.NOTHING;
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String name = fields.string("role_name");
        TokenRole old = find(name).orElseGet(() -> TokenRole.named(name));
        String suffix = fields.stringOr("path_suffix", old.pathSuffix());
        if (!suffix.isEmpty() && !suffix.matches("\\w[\\w-.]+\\w")) {
            throw VaultException.refused(
                    "given role path suffix contains invalid characters; must match \\w[\\w-.]+\\w");
        }
        TokenRole role = new TokenRole(
                name,
                names(fields, "allowed_policies", old.allowed()),
                names(fields, "disallowed_policies", old.disallowed()),
                names(fields, "allowed_policies_glob", old.allowedGlob()),
                names(fields, "disallowed_policies_glob", old.disallowedGlob()),
                fields.flagOr("orphan", old.orphan()),
                fields.flagOr("renewable", old.renewable()),
                suffix,
                fields.has("allowed_entity_aliases")
                        ? lower(fields.strings("allowed_entity_aliases"))
                        : old.entityAliases(),
                terms(old.terms(), fields));
        check(role);
        entries.write(name, role);
        return VaultResponse.NOTHING;
    }

    private static List<String> names(FieldValues fields, String name, List<String> old) {
        return fields.has(name) ? TokenTerms.policyNames(fields.strings(name)) : old;
    }

    private static List<String> lower(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static TokenTerms terms(TokenTerms old, FieldValues fields) {
        TokenTerms base = new TokenTerms(
                old.ttl(),
                old.maxTtl(),
                fields.secondsOr("explicit_max_ttl", old.explicitMaxTtl()),
                fields.secondsOr("period", old.period()),
                old.uses(),
                old.type(),
                old.policies(),
                old.noDefaultPolicy(),
                fields.has("bound_cidrs") ? fields.strings("bound_cidrs") : old.boundCidrs());
        return base.updatedBy(fields);
    }

    private static void check(TokenRole role) {
        if (!role.terms().type().equals("batch")) {
            return;
        }
        VaultException.refuseIf(
                role.terms().period() != 0,
                "'token_type' cannot be 'batch' when role is set to generate tokens with a period");
    }
}
