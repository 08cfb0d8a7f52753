package dev.seawall.server.auth;

import java.util.regex.Pattern;

/**
 * A role in a scope.
 *
 * @param scope {@code *} for everything, else KIND:NAME where the name may end in {@code *}: {@code registry:shop/*},
 *     {@code cluster:prod}, {@code hosts:web}
 */
public record Grant(Role role, String scope) {
    private static final Pattern SCOPE = Pattern.compile("\\*|[a-z]{1,20}:[A-Za-z0-9._/:@-]{0,200}\\*?");

    /** Checks the scope's form. */
    public Grant {
        if (!isScope(scope)) {
            throw new IllegalArgumentException("a scope is * or KIND:NAME, not " + scope);
        }
    }

    /** Whether a text has the form of a scope. */
    public static boolean isScope(String text) {
        return SCOPE.matcher(text).matches();
    }

    /** Whether this grant's scope holds the other: the same, or a pattern of it. */
    public boolean covers(String other) {
        if (scope.equals("*") || scope.equals(other)) {
            return true;
        }
        return scope.endsWith("*") && other.startsWith(scope.substring(0, scope.length() - 1));
    }
}
