package dev.seawall.server.auth;

import java.util.List;

/**
 * Somebody who said who they are, with what they may do now.
 *
 * @param id of the account
 * @param name of the account
 * @param grants of the account; where a token was shown, no more than the token allows
 * @param way how they said it: {@code session}, {@code token}, {@code password} or {@code certificate}
 */
public record Principal(String id, String name, List<Grant> grants, String way) {
    /** Copies the grants. */
    public Principal {
        grants = List.copyOf(grants);
    }

    /**
     * Whether this is allowed.
     *
     * @param scope what it is about, for example {@code registry:shop/app}; {@code *} for the whole server
     */
    public boolean may(Permission permission, String scope) {
        return switch (permission) {
            case PUBLIC, SIGNED_IN -> true;
            default -> grants.stream().anyMatch(grant -> grant.role().has(permission) && grant.covers(scope));
        };
    }

    /** Whether this is allowed in any scope at all. */
    public boolean mayAnywhere(Permission permission) {
        return grants.stream().anyMatch(grant -> grant.role().has(permission));
    }

    /** This account held to what a token says: a grant survives where the token's role and scope hold it too. */
    Principal limitedTo(Grant token, String how) {
        List<Grant> kept =
                grants.stream().flatMap(own -> overlap(own, token).stream()).toList();
        return new Principal(id, name, kept, how);
    }

    private static List<Grant> overlap(Grant own, Grant token) {
        Role weaker = weaker(own.role(), token.role());
        if (own.covers(token.scope())) {
            return List.of(new Grant(weaker, token.scope()));
        }
        return token.covers(own.scope()) ? List.of(new Grant(weaker, own.scope())) : List.of();
    }

    /** Auditor and operator each have what the other lacks; together they are a viewer. */
    private static Role weaker(Role a, Role b) {
        if (a == b || b == Role.OWNER) {
            return a;
        }
        return a == Role.OWNER ? b : Role.VIEWER;
    }
}
