package dev.seawall.engine.check.cel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and sets: size, the lists and sets extensions, Kubernetes' isSorted, sum, min, max, indexOf. */
final class ListFunctions {
    private ListFunctions() {}

    static @Nullable Function find(String name) {
        return switch (name) {
            case "size" -> ListFunctions::size;
            case "join" -> ListFunctions::join;
            case "indexOf" -> a -> index(name, a, true);
            case "lastIndexOf" -> a -> index(name, a, false);
            case "isSorted" -> ListFunctions::isSorted;
            case "sum" -> ListFunctions::sum;
            case "min" -> a -> extreme(name, a, -1);
            case "max" -> a -> extreme(name, a, 1);
            case "math.@min" -> a -> extreme(name, numbers(a), -1);
            case "math.@max" -> a -> extreme(name, numbers(a), 1);
            case "distinct" -> ListFunctions::distinct;
            case "flatten" -> ListFunctions::flatten;
            case "reverse" -> ListFunctions::reverse;
            case "sort" -> ListFunctions::sort;
            case "slice" -> ListFunctions::slice;
            case "sets.contains" ->
                a -> a[0] instanceof List<?> x && a[1] instanceof List<?> y
                        ? y.stream().allMatch(item -> Values.contains(x, item))
                        : CelError.noOverload(name, a);
            case "sets.equivalent" ->
                a -> a[0] instanceof List<?> x && a[1] instanceof List<?> y
                        ? y.stream().allMatch(item -> Values.contains(x, item))
                                && x.stream().allMatch(item -> Values.contains(y, item))
                        : CelError.noOverload(name, a);
            case "sets.intersects" ->
                a -> a[0] instanceof List<?> x && a[1] instanceof List<?> y
                        ? y.stream().anyMatch(item -> Values.contains(x, item))
                        : CelError.noOverload(name, a);
            case "cel.@mapInsert" -> ListFunctions::insert;
            default -> null;
        };
    }

    private static Object size(@Nullable Object[] a) {
        return switch (a[0]) {
            case String text -> (Object) (long) text.codePointCount(0, text.length());
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case null, default -> CelError.noOverload("size", a);
        };
    }

    private static Object join(@Nullable Object[] a) {
        if (!(a[0] instanceof List<?> list)) {
            return CelError.noOverload("join", a);
        }
        String by = a.length > 1 && a[1] instanceof String given ? given : "";
        return String.join(by, list.stream().map(Values::text).toList());
    }

    private static Object index(String name, @Nullable Object[] a, boolean first) {
        if (a[0] instanceof String text && a[1] instanceof String part) {
            int from = a.length > 2 && a[2] instanceof Long given ? given.intValue() : first ? 0 : text.length();
            return (long) (first ? text.indexOf(part, from) : text.lastIndexOf(part, from));
        }
        if (a[0] instanceof List<?> list) {
            long found = -1;
            for (int i = 0; i < list.size() && !(first && found >= 0); i++) {
                found = Values.equal(list.get(i), a[1]) ? i : found;
            }
            return found;
        }
        return CelError.noOverload(name, a);
    }

    private static Object isSorted(@Nullable Object[] a) {
        if (!(a[0] instanceof List<?> list)) {
            return CelError.noOverload("isSorted", a);
        }
        for (int i = 1; i < list.size(); i++) {
            Integer order = Values.compare(list.get(i - 1), list.get(i));
            if (order == null) {
                return CelError.noOverload("isSorted", a);
            }
            if (order > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object sum(@Nullable Object[] a) {
        if (!(a[0] instanceof List<?> list)) {
            return CelError.noOverload("sum", a);
        }
        Object total = 0L;
        for (Object item : list) {
            total = Arithmetic.apply(
                    "_+_", total instanceof Long zero && zero == 0 && item != null ? neutral(item) : total, item);
        }
        return total;
    }

    private static Object neutral(Object item) {
        return item instanceof java.time.Duration ? java.time.Duration.ZERO : 0L;
    }

    private static @Nullable Object[] numbers(@Nullable Object[] a) {
        return a.length == 1 && a[0] instanceof List<?> ? a : new @Nullable Object[] {java.util.Arrays.asList(a)};
    }

    private static @Nullable Object extreme(String name, @Nullable Object[] a, int sign) {
        if (!(a[0] instanceof List<?> list) || list.isEmpty()) {
            return new CelError(name + " of an empty list");
        }
        Object best = list.getFirst();
        for (Object item : list) {
            Integer order = Values.compare(item, best);
            if (order == null) {
                return CelError.noOverload(name, a);
            }
            best = order * sign > 0 ? item : best;
        }
        return best;
    }

    private static Object distinct(@Nullable Object[] a) {
        if (!(a[0] instanceof List<?> list)) {
            return CelError.noOverload("distinct", a);
        }
        List<@Nullable Object> found = new ArrayList<>();
        for (Object item : list) {
            if (!Values.contains(found, item)) {
                found.add(item);
            }
        }
        return found;
    }

    private static Object flatten(@Nullable Object[] a) {
        if (!(a[0] instanceof List<?> list)) {
            return CelError.noOverload("flatten", a);
        }
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof List<?> inner) {
                flat.addAll(inner);
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    private static Object reverse(@Nullable Object[] a) {
        if (a[0] instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        return a[0] instanceof List<?> list ? list.reversed() : CelError.noOverload("reverse", a);
    }

    private static Object sort(@Nullable Object[] a) {
        if (!(a[0] instanceof List<?> list)) {
            return CelError.noOverload("sort", a);
        }
        List<@Nullable Object> sorted = new ArrayList<>(list);
        try {
            sorted.sort((x, y) -> java.util.Objects.requireNonNull(Values.compare(x, y)));
            return Collections.unmodifiableList(sorted);
        } catch (NullPointerException e) {
            return CelError.noOverload("sort", a);
        }
    }

    private static Object slice(@Nullable Object[] a) {
        if (a[0] instanceof List<?> list && a[1] instanceof Long from && a[2] instanceof Long to) {
            return from >= 0 && from <= to && to <= list.size()
                    ? list.subList(from.intValue(), to.intValue())
                    : new CelError("slice out of bounds");
        }
        return CelError.noOverload("slice", a);
    }

    private static Object insert(@Nullable Object[] a) {
        if (!(a[0] instanceof Map<?, ?> map)) {
            return CelError.noOverload("cel.@mapInsert", a);
        }
        Map<@Nullable Object, @Nullable Object> more = new java.util.LinkedHashMap<>(map);
        if (a.length == 2 && a[1] instanceof Map<?, ?> entries) {
            more.putAll(entries);
        } else {
            more.put(a[1], a[2]);
        }
        return more;
    }
}
