package dev.seawall.engine.check.cel;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality, order, types and text of CEL values; numbers compare across int and double. */
final class Values {
    private Values() {}

    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return (a instanceof Long && b instanceof Long)
                    ? x.longValue() == y.longValue()
                    : x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return equalLists(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return equalMaps(x, y);
        }
        return a != null && a.equals(b);
    }

    private static boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> other = b.iterator();
        for (Object item : a) {
            if (!equal(item, other.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
        return a.size() == b.size()
                && a.entrySet().stream()
                        .allMatch(e -> b.containsKey(e.getKey()) && equal(e.getValue(), b.get(e.getKey())));
    }

    static boolean contains(Iterable<?> list, @Nullable Object wanted) {
        for (Object item : list) {
            if (equal(item, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The order of two values of one kind, or null where they have none. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static @Nullable Integer compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        boolean ordered = a instanceof String
                || a instanceof Boolean
                || a instanceof Duration
                || a instanceof Instant
                || a instanceof Quantity
                || a instanceof SemanticVersion;
        return ordered && a != null && b != null && a.getClass() == b.getClass()
                ? (Integer) ((Comparable) a).compareTo(b)
                : null;
    }

    static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null_type";
            case Boolean b -> "bool";
            case Long l -> "int";
            case Double d -> "double";
            case String s -> "string";
            case Map<?, ?> m -> "map";
            case List<?> l -> "list";
            case CelOptional o -> "optional_type";
            case Duration d -> "google.protobuf.Duration";
            case Instant i -> "google.protobuf.Timestamp";
            case TypeName t -> "type";
            default -> value.getClass().getSimpleName();
        };
    }

    /** A type as a value. */
    record TypeName(String name) {}

    /** The text of a value, as {@code string()} and messages write it. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> String.valueOf(d.longValue());
            case List<?> list -> joined(list);
            case Map<?, ?> map ->
                "{"
                        + String.join(
                                ", ",
                                map.entrySet().stream()
                                        .map(e -> text(e.getKey()) + ": " + text(e.getValue()))
                                        .toList())
                        + "}";
            case CelOptional optional -> optional.present() ? text(optional.value()) : "";
            default -> value.toString();
        };
    }

    private static String joined(List<?> list) {
        StringBuilder text = new StringBuilder();
        for (Object item : list) {
            text.append(text.isEmpty() ? "" : ", ").append(text(item));
        }
        return text.toString();
    }
}
