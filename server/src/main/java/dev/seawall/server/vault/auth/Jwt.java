package dev.seawall.server.vault.auth;

import com.nimbusds.jwt.JWTClaimsSet;
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
import dev.seawall.server.vault.wire.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Web tokens of somebody else, checked by keys given here, fetched from a key set, or found by OIDC discovery. */
public final class Jwt implements Backend {
    private final Entries entries;
    private final Clock clock;
    private final JwtRoles roles;
    private final List<Endpoint> endpoints;

    /** What a mount trusts. */
    private record Config(
            String discoveryUrl,
            String discoveryCa,
            String jwksUrl,
            String jwksCa,
            List<String> keys,
            String issuer,
            List<String> algorithms,
            String defaultRole) {
        Config {
            keys = List.copyOf(keys);
            algorithms = List.copyOf(algorithms);
        }

        Map<String, Object> view() {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("bound_issuer", issuer);
            view.put("default_role", defaultRole);
            view.put("jwks_ca_pem", jwksCa);
            view.put("jwks_url", jwksUrl);
            view.put("jwt_supported_algs", algorithms);
            view.put("jwt_validation_pubkeys", keys);
            view.put("oidc_client_id", "");
            view.put("oidc_discovery_ca_pem", discoveryCa);
            view.put("oidc_discovery_url", discoveryUrl);
            view.put("oidc_response_mode", "");
            view.put("oidc_response_types", List.of());
            view.put("provider_config", Map.of());
            return view;
        }
    }

    /** A mount over its folder. */
    public Jwt(Entries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
        this.roles = new JwtRoles(entries.below("role/"));
        this.endpoints = new java.util.ArrayList<>(roles.endpoints());
        endpoints.add(Endpoint.at("config")
                .fields(
                        Field.string("oidc_discovery_url"),
                        Field.string("oidc_discovery_ca_pem"),
                        Field.string("jwks_url"),
                        Field.string("jwks_ca_pem"),
                        Field.commas("jwt_validation_pubkeys"),
                        Field.string("bound_issuer"),
                        Field.commas("jwt_supported_algs"),
                        Field.string("default_role"),
                        Field.map("provider_config"),
                        Field.string("oidc_client_id"),
                        Field.string("oidc_client_secret"))
                .on(Operation.READ, (request, fields) -> config().map(config -> VaultResponse.of(config.view()))
                        .orElse(VaultResponse.NOTHING))
                .onWrite(this::configure));
        endpoints.add(Endpoint.at("login")
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

    private Optional<Config> config() {
        return entries.read("config", Config.class);
    }

    private VaultResponse configure(VaultRequest request, FieldValues fields) {
        Config config = new Config(
                fields.string("oidc_discovery_url"),
                fields.string("oidc_discovery_ca_pem"),
                fields.string("jwks_url"),
                fields.string("jwks_ca_pem"),
                fields.strings("jwt_validation_pubkeys"),
                fields.string("bound_issuer"),
                fields.strings("jwt_supported_algs"),
                fields.string("default_role"));
        long ways = java.util.stream.Stream.of(
                        config.discoveryUrl(), config.jwksUrl(), config.keys().isEmpty() ? "" : "keys")
                .filter(way -> !way.isEmpty())
                .count();
        VaultException.refuseIf(
                ways != 1,
                "exactly one of 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs' or 'oidc_discovery_url' must be set");
        PemKeys.readAll(config.keys());
        entries.write("config", config);
        return VaultResponse.NOTHING;
    }

    private VaultResponse login(VaultRequest request, FieldValues fields) {
        Config config = config().orElseThrow(() -> VaultException.refused("could not load configuration"));
        String name = fields.string("role").isEmpty() ? config.defaultRole() : fields.string("role");
        VaultException.refuseIf(name.isEmpty(), "missing role");
        JwtRole role =
                roles.find(name).orElseThrow(() -> VaultException.refused("role \"" + name + "\" could not be found"));
        VaultException.refuseIf(fields.string("jwt").isEmpty(), "missing token");
        try {
            JWTClaimsSet claims = TokenSigners.verify(fields.string("jwt"), keys(config), config.algorithms());
            return grant(name, role, new JwtClaims(claims, clock).check(role, config.issuer()));
        } catch (TokenSigners.ForgedException forged) {
            throw VaultException.refused("error validating token: " + forged.getMessage());
        }
    }

    private static VaultResponse grant(String name, JwtRole role, JwtClaims claims) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("role", name);
        role.claimMappings().forEach((claim, key) -> claims.text(claim).ifPresent(value -> metadata.put(key, value)));
        String user = claims.text(role.userClaim())
                .orElseThrow(() -> VaultException.refused("claim \"" + role.userClaim() + "\" not found in token"));
        return VaultResponse.login(new LoginGrant(role.terms(), "jwt-" + user, user, metadata, Map.of("role", name)));
    }

    private static List<PublicKey> keys(Config config) throws TokenSigners.ForgedException {
        if (!config.keys().isEmpty()) {
            return PemKeys.readAll(config.keys());
        }
        if (!config.jwksUrl().isEmpty()) {
            return TokenSigners.keysOf(
                    Fetch.get(config.jwksUrl(), config.jwksCa()).body());
        }
        String url = config.discoveryUrl().replaceAll("/$", "") + "/.well-known/openid-configuration";
        try {
            Object jwks = JsonValues.readObject(
                            Fetch.get(url, config.discoveryCa()).body().getBytes(StandardCharsets.UTF_8))
                    .get("jwks_uri");
            return TokenSigners.keysOf(
                    Fetch.get(String.valueOf(jwks), config.discoveryCa()).body());
        } catch (IOException malformed) {
            throw new TokenSigners.ForgedException("malformed discovery document");
        }
    }

    @Override
    public Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        return roles.find(String.valueOf(token.internal().get("role"))).map(JwtRole::terms);
    }
}
