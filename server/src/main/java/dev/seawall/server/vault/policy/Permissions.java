package dev.seawall.server.vault.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one path of one policy allows, or several merged.
 *
 * @param allowed parameter names in lower case and the values allowed for each; no value means any
 * @param denied likewise
 * @param minWrap zero for none
 */
record Permissions(
        Set<Capability> capabilities,
        Map<String, List<Object>> allowed,
        Map<String, List<Object>> denied,
        List<String> required,
        Duration minWrap,
        Duration maxWrap) {
    static final Permissions DENIED =
            new Permissions(EnumSet.of(Capability.DENY), Map.of(), Map.of(), List.of(), Duration.ZERO, Duration.ZERO);

    boolean denies() {
        return capabilities.contains(Capability.DENY);
    }

    /** The union with another rule for the very same path; a denial erases everything. */
    Permissions merge(Permissions other) {
        if (denies() || other.denies()) {
            return DENIED;
        }
        Set<Capability> both = EnumSet.copyOf(capabilities);
        both.addAll(other.capabilities);
        Set<String> needed = new LinkedHashSet<>(required);
        needed.addAll(other.required);
        return new Permissions(
                both,
                merge(allowed, other.allowed),
                merge(denied, other.denied),
                new ArrayList<>(needed),
                smaller(minWrap, other.minWrap),
                smaller(maxWrap, other.maxWrap));
    }

    private static Duration smaller(Duration one, Duration other) {
        if (one.isZero()) {
            return other;
        }
        return other.isZero() || one.compareTo(other) < 0 ? one : other;
    }

    private static Map<String, List<Object>> merge(Map<String, List<Object>> one, Map<String, List<Object>> other) {
        Map<String, List<Object>> merged = new LinkedHashMap<>(one);
        other.forEach((name, values) -> merged.merge(name, values, (mine, more) -> {
            if (mine.isEmpty() || more.isEmpty()) {
                return List.of();
            }
            List<Object> all = new ArrayList<>(mine);
            all.addAll(more);
            return all;
        }));
        return merged;
    }
}
