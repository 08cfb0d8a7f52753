package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Cidrs;
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
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Users and passwords. */
public final class Userpass implements Backend {
    private static final String WRONG = "invalid username or password";

    private final Entries users;
    private final PasswordHashes hashes;
    private final Attempts attempts;
    private final List<Endpoint> endpoints;

    /** A user: the hash of the password, and what a login grants. */
    private record User(String hash, TokenTerms terms, boolean olderNames) {
        java.util.Map<String, Object> view() {
            java.util.Map<String, Object> view = new LinkedHashMap<>(terms.view());
            if (olderNames) {
                view.put("policies", terms.policies());
            }
            return view;
        }
    }

    /** A mount over its folder. */
    public Userpass(Entries entries, PasswordHashes hashes, Clock clock) {
        this.users = entries.below("user/");
        this.hashes = hashes;
        this.attempts = new Attempts(clock);
        this.endpoints = List.of(
                Endpoint.at("users/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(users.list())),
                Endpoint.at("users/{username}/password")
                        .fields(Field.string("password"), Field.string("password_hash"))
                        .onWrite(this::changePassword),
                Endpoint.at("users/{username}/policies")
                        .fields(Field.commas("policies"), Field.commas("token_policies"))
                        .onWrite(this::changePolicies),
                Endpoint.at("users/{username}")
                        .fields(userFields())
                        .fields(TokenTerms.fields())
                        .exists((request, fields) -> find(fields).isPresent())
                        .on(Operation.READ, this::read)
                        .onWrite(this::write)
                        .on(Operation.DELETE, this::delete),
                Endpoint.at("login/{username}").fields(Field.string("password")).onWrite(this::login));
    }

    private static List<Field> userFields() {
        return List.of(
                Field.string("password"),
                Field.string("password_hash"),
                Field.commas("policies"),
                Field.duration("ttl"),
                Field.duration("max_ttl"),
                Field.commas("bound_cidrs"));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> open() {
        return List.of("login/*");
    }

    private static String name(FieldValues fields) {
        return fields.string("username").toLowerCase(Locale.ROOT);
    }

    private Optional<User> find(FieldValues fields) {
        return users.read(name(fields), User.class);
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return find(fields).map(user -> VaultResponse.of(user.view())).orElse(VaultResponse.NOTHING);
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        Optional<User> known = find(fields);
        if (known.isEmpty()
                && fields.string("password").isEmpty()
                && fields.string("password_hash").isEmpty()) {
            throw VaultException.refused("\"password\" or \"password_hash\" must be supplied");
        }
        User old = known.orElse(new User("", TokenTerms.NONE, false));
        TokenTerms terms = old.terms().updatedBy(fields);
        if (fields.has("policies") && !fields.has("token_policies")) {
            terms = terms.withPolicies(fields.strings("policies"));
        }
        terms = terms.withTtls(fields.secondsOr("ttl", terms.ttl()), fields.secondsOr("max_ttl", terms.maxTtl()));
        String hash = fields.string("password").isEmpty() ? old.hash() : hashes.hash(fields.string("password"));
        boolean older = (fields.has("policies") || old.olderNames()) && !fields.has("token_policies");
        users.write(name(fields), new User(hash, terms, older));
        return VaultResponse.NOTHING;
    }

    private VaultResponse changePassword(VaultRequest request, FieldValues fields) {
        User user = existing(fields);
        VaultException.refuseIf(
                fields.string("password").isEmpty(), "\"password\" or \"password_hash\" must be supplied");
        users.write(name(fields), new User(hashes.hash(fields.string("password")), user.terms(), user.olderNames()));
        return VaultResponse.NOTHING;
    }

    private VaultResponse changePolicies(VaultRequest request, FieldValues fields) {
        User user = existing(fields);
        List<String> policies =
                fields.has("token_policies") ? fields.strings("token_policies") : fields.strings("policies");
        users.write(
                name(fields),
                new User(user.hash(), user.terms().withPolicies(policies), !fields.has("token_policies")));
        return VaultResponse.NOTHING;
    }

    private User existing(FieldValues fields) {
        return find(fields).orElseThrow(() -> VaultException.broken("username does not exist"));
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        users.delete(name(fields));
        return VaultResponse.NOTHING;
    }

    private VaultResponse login(VaultRequest request, FieldValues fields) {
        String name = name(fields);
        String password = fields.string("password");
        VaultException.refuseIf(password.isEmpty(), "invalid credentials");
        if (attempts.areTooMany(name)) {
            throw VaultException.denied();
        }
        Optional<User> user = find(fields);
        boolean right = hashes.matches(password, user.map(User::hash).orElse(""));
        attempts.count(name, right);
        VaultException.refuseIf(user.isEmpty() || !right, WRONG);
        if (!Cidrs.allow(user.get().terms().boundCidrs(), request.origin().address())) {
            throw VaultException.denied();
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("username", name);
        String shown = request.requireMount().path().replaceAll("/$", "").replace('/', '-') + "-" + name;
        return VaultResponse.login(new LoginGrant(user.get().terms(), shown, name, metadata, Map.of("username", name)));
    }

    @Override
    public Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        return users.read(String.valueOf(token.internal().get("username")), User.class)
                .map(User::terms)
                .filter(terms -> samePolicies(terms, token));
    }

    private static boolean samePolicies(TokenTerms terms, TokenEntry token) {
        List<String> now = terms.policies().stream()
                .filter(name -> !name.equals("default"))
                .toList();
        return now.equals(token.policies().stream()
                .filter(name -> !name.equals("default"))
                .toList());
    }
}
