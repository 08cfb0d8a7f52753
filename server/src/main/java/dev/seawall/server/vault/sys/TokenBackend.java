package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.AuthView;
import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Lending;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.StoredToken;
import dev.seawall.server.vault.token.TokenStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The paths below auth/token: tokens about themselves and about others. */
public final class TokenBackend implements Backend {
    private final Core core;
    private final Lending lending;
    private final TokenStore tokens;
    private final TokenRoles roles;
    private final List<Endpoint> endpoints;

    /** The tokens of a core. */
    public TokenBackend(Core core) {
        this.core = core;
        this.lending = core.lending();
        this.tokens = lending.tokens();
        this.roles = new TokenRoles(core.barrier());
        this.endpoints = new ArrayList<>(roles.endpoints());
        endpoints.addAll(new TokenCreation(core, roles).endpoints());
        endpoints.addAll(lookups());
        endpoints.addAll(revocations());
        endpoints.addAll(renewals());
        endpoints.add(Endpoint.at("tidy").onWrite((request, fields) -> VaultResponse.status(202)
                .warn("Tidy operation successfully started. Any information from the operation will be printed to"
                        + " Vault's server logs.")));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> sudo() {
        return List.of("revoke-orphan/*", "revoke-orphan", "accessors", "accessors/");
    }

    private List<Endpoint> lookups() {
        return List.of(
                Endpoint.at("accessors/?")
                        .on(Operation.LIST, (request, fields) -> VaultResponse.keys(tokens.accessors())),
                Endpoint.at("lookup-self")
                        .fields(Field.string("token"))
                        .on(Operation.READ, (request, fields) -> lookup(request.token()))
                        .onWrite((request, fields) -> lookup(request.token())),
                Endpoint.at("lookup-accessor/?")
                        .fields(Field.string("accessor"))
                        .onWrite((request, fields) -> lookupAccessor(fields.string("accessor"))),
                Endpoint.at("lookup/?")
                        .fields(Field.string("token"))
                        .on(Operation.READ, (request, fields) -> lookup(orOwn(request, fields)))
                        .onWrite((request, fields) -> lookup(orOwn(request, fields))));
    }

    private static String orOwn(VaultRequest request, FieldValues fields) {
        return fields.string("token").isEmpty() ? request.token() : fields.string("token");
    }

    private VaultResponse lookup(String token) {
        return VaultResponse.of(view(found(token), true));
    }

    private StoredToken found(String token) {
        return tokens.find(token)
                .or(() -> tokens.findByHash(tokens.hash(token)))
                .orElseThrow(() -> VaultException.of(403, "bad token"));
    }

    private StoredToken foundByAccessor(String accessor) {
        if (accessor.isEmpty()) {
            throw VaultException.invalid("missing accessor");
        }
        return tokens.findByAccessor(accessor).orElseThrow(() -> VaultException.invalid("invalid accessor"));
    }

    private VaultResponse lookupAccessor(String accessor) {
        return VaultResponse.of(view(foundByAccessor(accessor), false));
    }

    private Map<String, @Nullable Object> view(StoredToken stored, boolean withId) {
        return new TokenView(core, stored).map(withId);
    }

    private List<Endpoint> revocations() {
        return List.of(
                Endpoint.at("revoke-self").onWrite((request, fields) -> revoke(request.token(), lending::revokeTree)),
                Endpoint.at("revoke/?")
                        .fields(Field.string("token"))
                        .onWrite((request, fields) -> revoke(fields.string("token"), lending::revokeTree)),
                Endpoint.at("revoke-orphan/?").fields(Field.string("token")).onWrite((request, fields) -> {
                    if (!fields.string("token").isEmpty()
                            && tokens.find(fields.string("token")).isEmpty()) {
                        throw VaultException.refused("token to revoke not found");
                    }
                    return revoke(fields.string("token"), lending::revokeAlone);
                }),
                Endpoint.at("revoke-accessor/?")
                        .fields(Field.string("accessor"))
                        .onWrite((request, fields) -> revokeByAccessor(fields.string("accessor"))));
    }

    private VaultResponse revokeByAccessor(String accessor) {
        if (accessor.isEmpty()) {
            throw VaultException.invalid("missing accessor");
        }
        Optional<StoredToken> stored = tokens.findByAccessor(accessor);
        if (stored.isEmpty()) {
            return VaultResponse.NOTHING.warn("No token found with this accessor");
        }
        lending.revokeTree(tokens.hash(stored.get().entry().id()));
        return VaultResponse.NOTHING;
    }

    private VaultResponse revoke(String token, Consumer<String> how) {
        VaultException.refuseIf(token.isEmpty(), "missing token ID");
        Optional<StoredToken> stored = tokens.find(token);
        if (stored.isEmpty()) {
            return VaultResponse.NOTHING;
        }
        VaultException.refuseIf(stored.get().entry().isBatch(), "batch tokens cannot be revoked");
        how.accept(tokens.hash(token));
        return VaultResponse.NOTHING;
    }

    private List<Endpoint> renewals() {
        return List.of(
                Endpoint.at("renew-self")
                        .fields(Field.string("token"), Field.duration("increment"))
                        .onWrite((request, fields) -> renew(request, found(request.token()), fields)),
                Endpoint.at("renew-accessor/?")
                        .fields(Field.string("accessor"), Field.duration("increment"))
                        .onWrite((request, fields) ->
                                withoutToken(renew(request, foundByAccessor(fields.string("accessor")), fields))),
                Endpoint.at("renew/?")
                        .fields(Field.string("token"), Field.duration("increment"))
                        .onWrite((request, fields) -> {
                            VaultException.refuseIf(fields.string("token").isEmpty(), "missing token ID");
                            return renew(
                                    request,
                                    tokens.find(fields.string("token"))
                                            .orElseThrow(() -> VaultException.refused("token not found")),
                                    fields);
                        }));
    }

    private static VaultResponse withoutToken(VaultResponse response) {
        Map<String, @Nullable Object> auth = new LinkedHashMap<>();
        Map<String, ?> shown = response.auth();
        if (shown != null) {
            auth.putAll(shown);
        }
        auth.put("client_token", "");
        return response.withAuth(auth);
    }

    @Override
    public Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        Optional<TokenTerms> role = token.role().isEmpty()
                ? Optional.empty()
                : roles.find(token.role()).map(TokenRole::terms);
        return Backend.super
                .renewLogin(request, token)
                .map(own -> new TokenTerms(
                        own.ttl(),
                        0,
                        own.explicitMaxTtl(),
                        role.map(TokenTerms::period)
                                .filter(period -> period > 0)
                                .orElse(own.period()),
                        0,
                        own.type(),
                        own.policies(),
                        false,
                        own.boundCidrs()));
    }

    private VaultResponse renew(VaultRequest request, StoredToken stored, FieldValues fields) {
        return new TokenRenewal(core).renew(request, stored, fields.seconds("increment"));
    }

    /** A view of nothing, for batch tokens. */
    static Map<String, @Nullable Object> auth(StoredToken stored, long seconds, List<String> identityPolicies) {
        Map<String, String> meta = stored.entry().meta();
        return AuthView.of(
                stored.entry(), seconds, identityPolicies, meta.isEmpty() ? null : new LinkedHashMap<>(meta));
    }
}
