package dev.seawall.server.vault.policy;

import dev.seawall.server.vault.request.Operation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a set of policies allows together.
 *
 * <p>The rule for a path is the exact one; for lists also the exact one without the last slash; else the best of the
 * longest matching prefix and all matching rules with segment wildcards. Rules for the same path in several policies are
 * united, and a denial erases them. Rules for different paths are never united: only the best one counts.
 */
public final class Acl {
    private final boolean root;
    private final Map<String, Permissions> exact = new HashMap<>();
    private final TreeMap<String, Permissions> prefixes = new TreeMap<>();
    private final Map<String, WildcardRule> wildcards = new TreeMap<>();

    /** What was decided. */
    public record Decision(boolean allowed, boolean sudo) {}

    private Acl(boolean root) {
        this.root = root;
    }

    /** The policies together. One named root allows everything. */
    public static Acl of(List<Policy> policies) {
        Acl acl = new Acl(policies.stream().anyMatch(policy -> policy.name().equals("root")));
        policies.forEach(policy -> policy.rules().forEach(acl::add));
        return acl;
    }

    private void add(PathRule rule) {
        if (rule.hasSegmentWildcards()) {
            WildcardRule known = wildcards.get(rule.key());
            PathRule merged = known == null
                    ? rule
                    : new PathRule(
                            rule.path(), rule.prefix(), known.permissions().merge(rule.permissions()));
            wildcards.put(rule.key(), WildcardRule.of(merged));
        } else {
            (rule.prefix() ? prefixes : exact).merge(rule.path(), rule.permissions(), Permissions::merge);
        }
    }

    /** Whether it is root's. */
    public boolean isRoot() {
        return root;
    }

    private Optional<Permissions> find(String path, boolean listing) {
        Permissions found = exact.get(path);
        if (found == null && listing && path.endsWith("/")) {
            found = exact.get(path.substring(0, path.length() - 1));
        }
        return found != null ? Optional.of(found) : findInexact(path);
    }

    private Optional<Permissions> findInexact(String path) {
        @Nullable WildcardRule best = longestPrefix(path);
        for (WildcardRule rule : wildcards.values()) {
            if (rule.matches(path) && (best == null || rule.compareTo(best) > 0)) {
                best = rule;
            }
        }
        return Optional.ofNullable(best).map(WildcardRule::permissions);
    }

    private @Nullable WildcardRule longestPrefix(String path) {
        for (int length = path.length(); length >= 0; length--) {
            String prefix = path.substring(0, length);
            Permissions found = prefixes.get(prefix);
            if (found != null) {
                return WildcardRule.of(new PathRule(prefix, true, found));
            }
        }
        return null;
    }

    /**
     * Decides.
     *
     * @param wrapTtl how long the answer shall lie wrapped; null for not at all
     */
    public Decision decide(
            Operation operation, String path, Map<String, @Nullable Object> data, @Nullable Duration wrapTtl) {
        if (root) {
            return new Decision(true, true);
        }
        if (operation == Operation.HELP) {
            return new Decision(true, false);
        }
        Optional<Permissions> found = find(path, operation == Operation.LIST || operation == Operation.SCAN);
        boolean sudo = found.isPresent() && found.get().capabilities().contains(Capability.SUDO);
        boolean allowed = found.isPresent()
                && found.get().capabilities().contains(needed(operation))
                && wrapAllowed(found.get(), wrapTtl)
                && (!carriesParameters(operation) || parametersAllowed(found.get(), data));
        return new Decision(allowed, sudo);
    }

    private static Capability needed(Operation operation) {
        return switch (operation) {
            case CREATE -> Capability.CREATE;
            case READ -> Capability.READ;
            case PATCH -> Capability.PATCH;
            case DELETE -> Capability.DELETE;
            case LIST -> Capability.LIST;
            case SCAN -> Capability.SCAN;
            case UPDATE, HELP, RENEW, REVOKE -> Capability.UPDATE;
            case HEADER -> Capability.READ;
        };
    }

    private static boolean carriesParameters(Operation operation) {
        return operation == Operation.READ
                || operation == Operation.UPDATE
                || operation == Operation.CREATE
                || operation == Operation.PATCH;
    }

    private static boolean wrapAllowed(Permissions permissions, @Nullable Duration wrapTtl) {
        Duration min = permissions.minWrap();
        Duration max = permissions.maxWrap();
        if (!max.isZero() && (wrapTtl == null || wrapTtl.compareTo(max) > 0)) {
            return false;
        }
        if (!min.isZero() && (wrapTtl == null || wrapTtl.compareTo(min) < 0)) {
            return false;
        }
        return min.isZero() || max.isZero() || max.compareTo(min) >= 0;
    }

    private static boolean parametersAllowed(Permissions permissions, Map<String, @Nullable Object> data) {
        for (String name : permissions.required()) {
            if (!data.containsKey(name.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        if (data.isEmpty()) {
            return true;
        }
        if (permissions.denied().containsKey("*")) {
            return false;
        }
        return data.entrySet().stream()
                .allMatch(entry -> parameterAllowed(permissions, entry.getKey(), entry.getValue()));
    }

    private static boolean parameterAllowed(Permissions permissions, String name, @Nullable Object value) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<Object> denied = permissions.denied().get(lower);
        if (denied != null && ParameterValues.among(value, denied)) {
            return false;
        }
        Map<String, List<Object>> allowed = permissions.allowed();
        boolean any = allowed.containsKey("*");
        if (allowed.isEmpty() || (any && allowed.size() == 1)) {
            return true;
        }
        List<Object> values = allowed.get(lower);
        return values == null ? any : ParameterValues.among(value, values);
    }

    /** What may be done at a path, as words in alphabetical order: root alone, deny alone, or the capabilities. */
    public List<String> capabilities(String path) {
        if (root) {
            return List.of("root");
        }
        Set<Capability> found =
                find(path, true).map(Permissions::capabilities).orElse(EnumSet.noneOf(Capability.class));
        return found.isEmpty() || found.contains(Capability.DENY)
                ? List.of("deny")
                : found.stream().map(Capability::word).sorted().toList();
    }

    /** What exact paths allow, as pages ask for it. */
    public Map<String, Object> exactPaths() {
        Map<String, Object> shown = new TreeMap<>();
        exact.forEach((path, permissions) -> shown.put(path, shown(permissions)));
        return shown;
    }

    /** What prefixes and paths with wildcards allow, as pages ask for it. */
    public Map<String, Object> globPaths() {
        Map<String, Object> shown = new TreeMap<>();
        prefixes.forEach((path, permissions) -> shown.put(path, shown(permissions)));
        wildcards.forEach((path, rule) -> shown.put(path, shown(rule.permissions())));
        return shown;
    }

    private static Map<String, Object> shown(Permissions permissions) {
        return Map.of(
                "capabilities",
                permissions.capabilities().stream()
                        .map(Capability::word)
                        .sorted()
                        .toList());
    }

    /** Whether anything may be done at or below a path; a mount that nobody may touch is not shown. */
    public boolean reaches(String path) {
        if (root) {
            return true;
        }
        boolean below = java.util.stream.Stream.of(exact, prefixes)
                .flatMap(rules -> rules.entrySet().stream())
                .anyMatch(rule -> useful(rule.getValue())
                        && (rule.getKey().startsWith(path) || rule.getKey().equals(path)));
        return below
                || findInexact(path).filter(Acl::useful).isPresent()
                || wildcards.values().stream().anyMatch(rule -> useful(rule.permissions()) && rule.mayReach(path));
    }

    private static boolean useful(Permissions permissions) {
        return !permissions.denies() && !permissions.capabilities().isEmpty();
    }
}
