package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code trustpolicy.json}: which signatures are accepted for which repositories. */
public record NotationPolicy(List<Statement> statements) {
    private static final String STEP = "trust policy";

    /** What is verified, in this order; integrity is enforced at every level but skip. */
    enum Check {
        INTEGRITY,
        AUTHENTICITY,
        AUTHENTIC_TIMESTAMP,
        EXPIRY,
        REVOCATION
    }

    /** What a failed check leads to. */
    enum Action {
        ENFORCE,
        LOG,
        SKIP
    }

    /**
     * One policy.
     *
     * @param scopes repositories, or {@code *}; empty for a policy about files
     * @param stores written {@code TYPE:NAME}; empty for all there are
     * @param identities distinguished names, or {@code *}
     * @param alwaysTimestamp whether timestamps are verified while certificates are still valid
     */
    record Statement(
            String name,
            List<String> scopes,
            Map<Check, Action> actions,
            List<String> stores,
            List<String> identities,
            boolean alwaysTimestamp) {
        boolean isSkipped() {
            return action(Check.INTEGRITY) == Action.SKIP;
        }

        Action action(Check check) {
            return actions.getOrDefault(check, Action.ENFORCE);
        }
    }

    /** Everything enforced, every certificate of the trust store trusted, whoever it names. */
    public static NotationPolicy strict() {
        return new NotationPolicy(
                List.of(new Statement("strict", List.of("*"), actions(), List.of(), List.of("*"), true)));
    }

    /**
     * Reads a policy.
     *
     * @throws TrustException where it is malformed or contradicts itself
     */
    public static NotationPolicy parse(byte[] json) throws TrustException {
        JsonFields top = JsonFields.parse(json, "the trust policy");
        TrustException.require(top.text("version").equals("1.0"), STEP, "its version is " + top.text("version"));
        List<Statement> out = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> scopes = new HashSet<>();
        for (JsonFields node : top.objects("trustPolicies")) {
            Statement statement = statement(node);
            TrustException.require(names.add(statement.name()), STEP, "two policies are named " + statement.name());
            for (String scope : statement.scopes()) {
                TrustException.require(scopes.add(scope), STEP, "two policies are about " + scope);
            }
            out.add(statement);
        }
        TrustException.require(!out.isEmpty(), STEP, "it has no policies");
        return new NotationPolicy(List.copyOf(out));
    }

    private static Statement statement(JsonFields node) throws TrustException {
        JsonFields verification = node.object("signatureVerification");
        Map<Check, Action> actions = level(verification.text("level"));
        if (verification.has("override")) {
            override(actions, verification.object("override"));
        }
        String when = verification.text("verifyTimestamp", "always");
        TrustException.require(when.matches("always|afterCertExpiry"), STEP, "verifyTimestamp is \"" + when + "\"");
        List<String> scopes = node.texts("registryScopes");
        boolean mixed = scopes.contains("*") && scopes.size() > 1;
        TrustException.require(!mixed, STEP, "a policy is about all repositories and about some");
        Statement out = new Statement(
                node.text("name"),
                scopes,
                actions,
                node.texts("trustStores"),
                node.texts("trustedIdentities"),
                when.equals("always"));
        if (!out.isSkipped()) {
            requireWhole(out);
        }
        return out;
    }

    private static void requireWhole(Statement statement) throws TrustException {
        String name = statement.name();
        TrustException.require(!statement.stores().isEmpty(), STEP, name + " names no trust stores");
        TrustException.require(!statement.identities().isEmpty(), STEP, name + " names no trusted identities");
        boolean mixed =
                statement.identities().contains("*") && statement.identities().size() > 1;
        TrustException.require(!mixed, STEP, name + " trusts everybody and somebody");
        for (String store : statement.stores()) {
            TrustException.require(
                    store.matches("(ca|signingAuthority|tsa):[A-Za-z0-9_.-]+"), STEP, "no trust store is " + store);
        }
        for (String identity : statement.identities()) {
            if (!identity.equals("*")) {
                DistinguishedName.trusted(identity);
            }
        }
    }

    private static Map<Check, Action> level(String name) throws TrustException {
        Map<Check, Action> out = actions();
        switch (name) {
            case "strict" -> {}
            case "permissive" -> log(out, Check.AUTHENTIC_TIMESTAMP, Check.EXPIRY, Check.REVOCATION);
            case "audit" -> log(out, Check.AUTHENTICITY, Check.AUTHENTIC_TIMESTAMP, Check.EXPIRY, Check.REVOCATION);
            case "skip" -> out.replaceAll((check, action) -> Action.SKIP);
            default -> throw new TrustException(STEP, "its level \"" + name + "\" is not known");
        }
        return out;
    }

    private static Map<Check, Action> actions() {
        Map<Check, Action> out = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            out.put(check, Action.ENFORCE);
        }
        return out;
    }

    private static void log(Map<Check, Action> actions, Check... checks) {
        for (Check check : checks) {
            actions.put(check, Action.LOG);
        }
    }

    private static void override(Map<Check, Action> actions, JsonFields node) throws TrustException {
        boolean skipped = actions.get(Check.INTEGRITY) == Action.SKIP;
        TrustException.require(!skipped, STEP, "the level skip cannot be overridden");
        for (String name : node.node().propertyNames()) {
            Check check =
                    switch (name) {
                        case "authenticity" -> Check.AUTHENTICITY;
                        case "authenticTimestamp" -> Check.AUTHENTIC_TIMESTAMP;
                        case "expiry" -> Check.EXPIRY;
                        case "revocation" -> Check.REVOCATION;
                        default -> throw new TrustException(STEP, "\"" + name + "\" cannot be overridden");
                    };
            actions.put(check, action(check, node.text(name)));
        }
    }

    private static Action action(Check check, String word) throws TrustException {
        boolean known = word.matches("enforce|log") || (word.equals("skip") && check == Check.REVOCATION);
        TrustException.require(known, STEP, check + " cannot be \"" + word + "\"");
        return Action.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /**
     * The policy about a repository, or about a file.
     *
     * @param repository as {@code host/name}, or null where it is not known
     * @throws TrustException where none is
     */
    Statement about(@Nullable String repository) throws TrustException {
        if (repository == null && statements.size() == 1) {
            return statements.getFirst();
        }
        for (String scope : List.of(repository == null ? "*" : repository, "*")) {
            for (Statement statement : statements) {
                if (statement.scopes().contains(scope)) {
                    return statement;
                }
            }
        }
        throw new TrustException(STEP, "no policy is about " + (repository == null ? "this artifact" : repository));
    }
}
