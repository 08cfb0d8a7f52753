package dev.seawall.engine.check.cel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Label selectors: {@code matchLabels} with {@code matchExpressions}, or a plain map as Services have. */
final class Selector {
    private Selector() {}

    /** Whether a selector selects labels; absent labels are none, an absent or null selector selects nothing. */
    static Object selects(@Nullable Object selector, @Nullable Object labels) {
        Object wanted = selector instanceof CelOptional optional ? optional.value() : selector;
        Object given = labels instanceof CelOptional optional ? optional.value() : labels;
        Map<?, ?> have = given instanceof Map<?, ?> map ? map : Map.of();
        if (!(wanted instanceof Map<?, ?> map)) {
            return wanted == null ? (Object) false : CelError.noOverload("selects", selector, labels);
        }
        if (map.containsKey("matchLabels") || map.containsKey("matchExpressions")) {
            return equal(map.get("matchLabels"), have) && expressions(map.get("matchExpressions"), have);
        }
        return equal(map, have);
    }

    private static boolean equal(@Nullable Object wanted, Map<?, ?> have) {
        return !(wanted instanceof Map<?, ?> map)
                || map.entrySet().stream()
                        .allMatch(e -> have.containsKey(e.getKey())
                                && Values.text(e.getValue()).equals(Values.text(have.get(e.getKey()))));
    }

    private static boolean expressions(@Nullable Object wanted, Map<?, ?> have) {
        return !(wanted instanceof List<?> list)
                || list.stream().allMatch(item -> !(item instanceof Map<?, ?> map) || expression(map, have));
    }

    private static boolean expression(Map<?, ?> expression, Map<?, ?> have) {
        Object key = expression.get("key");
        boolean there = have.containsKey(key);
        List<?> values = expression.get("values") instanceof List<?> list ? list : List.of();
        boolean in = there && Values.contains(values, have.get(key));
        return switch (Values.text(expression.get("operator"))) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> there;
            case "DoesNotExist" -> !there;
            default -> false;
        };
    }
}
