package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Cidrs;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.LoginGrant;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.RandomIds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Machines by a role's identifier and, unless the role says otherwise, a secret identifier. */
public final class AppRole implements Backend {
    private final AppRoleStore store;
    private final List<Endpoint> endpoints;
    private final ReentrantLock lock = new ReentrantLock();

    /** A mount over its folder. */
    public AppRole(Entries entries, RandomIds ids, Clock clock) {
        this.store = new AppRoleStore(entries, ids, clock);
        this.endpoints = new ArrayList<>();
        endpoints.add(Endpoint.at("login")
                .fields(Field.string("role_id"), Field.string("secret_id"))
                .onWrite(this::login));
        endpoints.addAll(new AppRolePaths(store).endpoints());
        endpoints.addAll(new SecretIdPaths(store).endpoints());
        endpoints.add(Endpoint.at("tidy/secret-id").onWrite((request, fields) -> VaultResponse.status(202)
                .warn("Tidy operation successfully started. Any information from the operation will be printed to"
                        + " Vault's server logs.")));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> open() {
        return List.of("login");
    }

    private VaultResponse login(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(fields.string("role_id").isEmpty(), "missing role_id");
        AppRoleEntry role = store.byRoleId(fields.string("role_id"))
                .orElseThrow(() -> VaultException.refused("invalid role or secret ID"));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("role_name", role.name());
        TokenTerms terms = role.terms();
        if (role.bindSecretId()) {
            SecretIdEntry secret = useSecret(role, request, fields.string("secret_id"));
            metadata.putAll(secret.metadata());
            terms = bound(terms, secret);
        }
        VaultException.refuseIf(
                !Cidrs.allow(role.secretIdCidrs(), request.origin().address()),
                "source address \"" + request.origin().address()
                        + "\" unauthorized by CIDR restrictions on the role: []");
        Map<String, Object> internal = new LinkedHashMap<>();
        internal.put("role_name", role.name());
        return VaultResponse.login(new LoginGrant(
                terms, request.requireMount().path().replaceAll("/$", ""), role.roleId(), metadata, internal));
    }

    private static TokenTerms bound(TokenTerms terms, SecretIdEntry secret) {
        return secret.tokenCidrs().isEmpty()
                ? terms
                : new TokenTerms(
                        terms.ttl(),
                        terms.maxTtl(),
                        terms.explicitMaxTtl(),
                        terms.period(),
                        terms.uses(),
                        terms.type(),
                        terms.policies(),
                        terms.noDefaultPolicy(),
                        secret.tokenCidrs());
    }

    private SecretIdEntry useSecret(AppRoleEntry role, VaultRequest request, String secretId) {
        VaultException.refuseIf(secretId.isEmpty(), "missing secret_id");
        lock.lock();
        try {
            SecretIdEntry secret =
                    store.secret(role, secretId).orElseThrow(() -> VaultException.refused("invalid role or secret ID"));
            VaultException.refuseIf(
                    !Cidrs.allow(secret.cidrs(), request.origin().address()),
                    "source address \"" + request.origin().address()
                            + "\" unauthorized through CIDR restrictions on the secret ID");
            if (secret.uses() == 1) {
                store.removeSecret(role, secret);
            } else if (secret.uses() > 1) {
                store.putSecret(role, secret.withUses(secret.uses() - 1, store.now()));
            }
            return secret;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        return store.role(String.valueOf(token.internal().get("role_name"))).map(AppRoleEntry::terms);
    }
}
