package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.LoginGrant;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.StoredToken;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Makes the token of a login. */
final class Logins {
    private final Lending lending;
    private final IdentityStore identity;

    private record Span(String type, long seconds) {}

    Logins(Lending lending, IdentityStore identity) {
        this.lending = lending;
        this.identity = identity;
    }

    VaultResponse complete(VaultRequest request, String fullPath, LoginGrant grant, VaultResponse answer) {
        MountEntry mount = request.requireMount();
        TokenTerms terms = grant.terms();
        List<String> granted = policyNames(terms);
        if (granted.contains("root")) {
            throw VaultException.of(500, "auth methods cannot create root tokens");
        }
        String entityId = grant.alias().isEmpty() ? "" : entity(mount, grant);
        String type = tokenType(mount, terms);
        long now = lending.tokens().now();
        Lifetimes lifetime = Lifetimes.of(mount, terms, 0, now, now);
        TokenEntry entry = entry(fullPath, grant, granted, entityId, new Span(type, lifetime.seconds()));
        StoredToken stored = lending.issue(entry, lifetime.seconds());
        VaultResponse response = answer.withAuth(
                AuthView.of(stored.entry(), lifetime.seconds(), identity.policies(entityId), grant.metadata()));
        return warned(response, lifetime);
    }

    private VaultResponse warned(VaultResponse response, Lifetimes lifetime) {
        VaultResponse warned = response;
        for (String warning : lifetime.warnings()) {
            warned = warned.warn(warning);
        }
        return warned;
    }

    private String entity(MountEntry mount, LoginGrant grant) {
        Entity entity = identity.login(mount.accessor(), grant.alias(), grant.metadata());
        if (entity.disabled()) {
            throw VaultException.denied();
        }
        return entity.id();
    }

    private static List<String> policyNames(TokenTerms terms) {
        TreeSet<String> names = new TreeSet<>(TokenTerms.policyNames(terms.policies()));
        if (!terms.noDefaultPolicy()) {
            names.add("default");
        }
        return new ArrayList<>(names);
    }

    private static String tokenType(MountEntry mount, TokenTerms terms) {
        String tuned = String.valueOf(mount.config().getOrDefault("token_type", "default-service"));
        return switch (tuned) {
            case "service", "batch" -> tuned;
            case "default-batch" -> terms.type().contains("service") ? TokenEntry.SERVICE : TokenEntry.BATCH;
            default -> terms.type().contains("batch") ? TokenEntry.BATCH : TokenEntry.SERVICE;
        };
    }

    private TokenEntry entry(String path, LoginGrant grant, List<String> names, String entityId, Span span) {
        TokenTerms terms = grant.terms();
        String type = span.type();
        boolean batch = type.equals(TokenEntry.BATCH);
        return new TokenEntry(
                batch ? "" : lending.tokens().newToken(),
                batch ? "" : lending.tokens().newAccessor(),
                "",
                names,
                path,
                grant.metadata(),
                grant.displayName(),
                terms.uses(),
                lending.tokens().now(),
                span.seconds(),
                terms.explicitMaxTtl(),
                terms.period(),
                "",
                type,
                entityId,
                terms.boundCidrs(),
                grant.internal(),
                !batch,
                true);
    }
}
