package dev.seawall.server.vault.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.seawall.server.vault.policy.Stars;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.LoginGrant;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pods by their service account's token, which the cluster confirms. */
public final class Kubernetes implements Backend {
    private final Entries entries;
    private final Entries roles;
    private final List<Endpoint> endpoints;

    /** How the cluster is asked. */
    private record Config(
            String host,
            String ca,
            String reviewer,
            List<String> keys,
            String issuer,
            boolean noIssuerCheck,
            boolean noLocalCa) {
        Config {
            keys = List.copyOf(keys);
        }
    }

    private record Role(
            List<String> names, List<String> namespaces, String audience, String aliasSource, TokenTerms terms) {
        Role {
            names = List.copyOf(names);
            namespaces = List.copyOf(namespaces);
        }

        Map<String, Object> view() {
            Map<String, Object> view = new TreeMap<>(terms.view());
            view.put("alias_name_source", aliasSource);
            view.put("bound_service_account_names", names);
            view.put("bound_service_account_namespace_selector", "");
            view.put("bound_service_account_namespaces", namespaces);
            if (!audience.isEmpty()) {
                view.put("audience", audience);
            }
            return view;
        }
    }

    private static final List<Field> CONFIG_FIELDS = List.of(
            Field.string("kubernetes_host"),
            Field.string("kubernetes_ca_cert"),
            Field.string("token_reviewer_jwt"),
            Field.commas("pem_keys"),
            Field.string("issuer"),
            Field.flag("disable_iss_validation", true),
            Field.flag("disable_local_ca_jwt"),
            Field.flag("use_annotations_as_alias_metadata"));

    /** A mount over its folder. */
    public Kubernetes(Entries entries) {
        this.entries = entries;
        this.roles = entries.below("role/");
        this.endpoints = List.of(
                Endpoint.at("config/?")
                        .fields(CONFIG_FIELDS)
                        .on(Operation.READ, this::readConfig)
                        .onWrite(this::configure),
                Endpoint.at("role/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(roles.list())),
                Endpoint.at("role/{name}")
                        .fields(
                                Field.commas("bound_service_account_names"),
                                Field.commas("bound_service_account_namespaces"),
                                Field.string("audience"),
                                Field.string("alias_name_source", "serviceaccount_uid"),
                                Field.commas("policies"),
                                Field.string("bound_service_account_namespace_selector"),
                                Field.duration("ttl"),
                                Field.duration("max_ttl"))
                        .fields(TokenTerms.fields())
                        .exists((request, fields) -> find(fields.string("name")).isPresent())
                        .on(Operation.READ, (request, fields) -> find(fields.string("name"))
                                .map(role -> VaultResponse.of(role.view()))
                                .orElse(VaultResponse.NOTHING))
                        .onWrite(this::writeRole)
                        .on(Operation.DELETE, (request, fields) -> {
                            roles.delete(fields.string("name"));
                            return VaultResponse.NOTHING;
                        }),
                Endpoint.at("login/?")
                        .fields(Field.string("role"), Field.string("jwt"))
                        .onWrite(this::login));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> open() {
        return List.of("login");
    }

    private Optional<Role> find(String name) {
        return name.contains("/") ? Optional.empty() : roles.read(name, Role.class);
    }

    private VaultResponse readConfig(VaultRequest request, FieldValues fields) {
        return entries.read("config", Config.class)
                .map(config -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("disable_iss_validation", config.noIssuerCheck());
                    view.put("disable_local_ca_jwt", config.noLocalCa());
                    view.put("issuer", config.issuer());
                    view.put("kubernetes_ca_cert", config.ca());
                    view.put("kubernetes_host", config.host());
                    view.put("pem_keys", config.keys());
                    view.put("token_reviewer_jwt_set", !config.reviewer().isEmpty());
                    view.put("use_annotations_as_alias_metadata", false);
                    return VaultResponse.of(view);
                })
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse configure(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(fields.string("kubernetes_host").isEmpty(), "no host provided");
        PemKeys.readAll(fields.strings("pem_keys"));
        entries.write(
                "config",
                new Config(
                        fields.string("kubernetes_host"),
                        fields.string("kubernetes_ca_cert"),
                        fields.string("token_reviewer_jwt"),
                        fields.strings("pem_keys"),
                        fields.string("issuer"),
                        fields.flag("disable_iss_validation"),
                        fields.flag("disable_local_ca_jwt")));
        return VaultResponse.NOTHING;
    }

    private VaultResponse writeRole(VaultRequest request, FieldValues fields) {
        Role old = find(fields.string("name"))
                .orElse(new Role(List.of(), List.of(), "", "serviceaccount_uid", TokenTerms.NONE));
        TokenTerms terms = old.terms().updatedBy(fields);
        if (fields.has("policies") && !fields.has("token_policies")) {
            terms = terms.withPolicies(fields.strings("policies"));
        }
        Role role = new Role(
                fields.has("bound_service_account_names") ? fields.strings("bound_service_account_names") : old.names(),
                fields.has("bound_service_account_namespaces")
                        ? fields.strings("bound_service_account_namespaces")
                        : old.namespaces(),
                fields.stringOr("audience", old.audience()),
                fields.stringOr("alias_name_source", old.aliasSource()),
                terms);
        VaultException.refuseIf(role.names().isEmpty(), "\"bound_service_account_names\" can not be empty");
        VaultException.refuseIf(
                role.namespaces().isEmpty(),
                "\"bound_service_account_namespaces\" can not be empty if"
                        + " \"bound_service_account_namespace_selector\" is not set");
        roles.write(fields.string("name"), role);
        return VaultResponse.NOTHING;
    }

    private VaultResponse login(VaultRequest request, FieldValues fields) {
        String name = fields.string("role");
        VaultException.refuseIf(fields.string("jwt").isEmpty(), "missing jwt");
        VaultException.refuseIf(name.isEmpty(), "missing role");
        Role role = find(name).orElseThrow(() -> VaultException.refused("invalid role name \"" + name + "\""));
        Config config = entries.read("config", Config.class)
                .orElseThrow(() -> VaultException.refused("could not load backend configuration"));
        ServiceAccount account = account(config, fields.string("jwt"), role.audience());
        if (!bound(role.names(), account.name())) {
            throw VaultException.of(403, "service account name not authorized");
        }
        if (!bound(role.namespaces(), account.namespace())) {
            throw VaultException.of(403, "namespace not authorized");
        }
        return VaultResponse.login(grant(name, role, account));
    }

    private static boolean bound(List<String> globs, String text) {
        return globs.stream().anyMatch(glob -> Stars.match(glob, text));
    }

    private static LoginGrant grant(String name, Role role, ServiceAccount account) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("role", name);
        metadata.put("service_account_name", account.name());
        metadata.put("service_account_namespace", account.namespace());
        metadata.put("service_account_secret_name", account.secret());
        metadata.put("service_account_uid", account.uid());
        String alias = role.aliasSource().equals("serviceaccount_name")
                ? account.namespace() + "/" + account.name()
                : account.uid();
        return new LoginGrant(
                role.terms(), account.namespace() + "-" + account.name(), alias, metadata, Map.of("role", name));
    }

    private static ServiceAccount account(Config config, String jwt, String audience) {
        if (!config.keys().isEmpty()) {
            List<PublicKey> keys = PemKeys.readAll(config.keys());
            try {
                JWTClaimsSet claims = TokenSigners.verify(jwt, keys, List.of());
                return ServiceAccount.of(claims, audience);
            } catch (TokenSigners.ForgedException forged) {
                throw VaultException.denied();
            }
        }
        return ServiceAccount.reviewed(
                config.host(), config.ca(), config.reviewer().isEmpty() ? jwt : config.reviewer(), jwt);
    }

    @Override
    public Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        return find(String.valueOf(token.internal().get("role"))).map(Role::terms);
    }
}
