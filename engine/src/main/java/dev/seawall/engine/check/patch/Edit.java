package dev.seawall.engine.check.patch;

import dev.seawall.engine.check.tree.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One change to a document of maps, lists and scalars, at a path of keys and indexes. */
public sealed interface Edit {
    /** Where: strings are keys, integers are indexes; never empty. */
    List<Object> path();

    /** Gives a place a value; maps on the way are made. */
    record Set(List<Object> path, @Nullable Object value) implements Edit {
        public Set {
            path = List.copyOf(path);
        }
    }

    /** Takes a key or an item away; nothing where it is absent. */
    record Remove(List<Object> path) implements Edit {
        public Remove {
            path = List.copyOf(path);
        }
    }

    /** Adds an item to the end of a list that does not hold it; the list is made where it is absent. */
    record Append(List<Object> path, @Nullable Object value) implements Edit {
        public Append {
            path = List.copyOf(path);
        }
    }

    /** Takes every item that equals a value out of a list. */
    record Take(List<Object> path, @Nullable Object value) implements Edit {
        public Take {
            path = List.copyOf(path);
        }
    }

    /** {@link Set} at a path as text. */
    static Edit set(String path, @Nullable Object value) {
        return new Set(TreePath.parse(path), value);
    }

    /** {@link Remove} at a path as text. */
    static Edit remove(String path) {
        return new Remove(TreePath.parse(path));
    }

    /** {@link Append} at a path as text. */
    static Edit append(String path, @Nullable Object value) {
        return new Append(TreePath.parse(path), value);
    }

    /**
     * The document after the change, as new maps and lists; the given one stays as it is.
     *
     * @throws UnpatchableException where something of another kind stands in the way
     */
    default @Nullable Object applyTo(@Nullable Object root) throws UnpatchableException {
        return applied(root, 0);
    }

    private @Nullable Object applied(@Nullable Object value, int step) throws UnpatchableException {
        if (step == path().size()) {
            return last(value);
        }
        if (path().get(step) instanceof Integer index) {
            return inList(value, index, step);
        }
        return inMap(value, String.valueOf(path().get(step)), step);
    }

    private @Nullable Object last(@Nullable Object value) throws UnpatchableException {
        return switch (this) {
            case Set set -> set.value();
            case Take take ->
                value instanceof List<?> list
                        ? list.stream()
                                .filter(one -> !Objects.equals(one, take.value()))
                                .toList()
                        : value;
            case Remove remove -> throw new UnpatchableException("nothing to remove at " + remove.path());
            case Append append -> appended(value, append.value());
        };
    }

    private static Object appended(@Nullable Object value, @Nullable Object item) throws UnpatchableException {
        if (value != null && !(value instanceof List<?>)) {
            throw new UnpatchableException("the value is no list");
        }
        List<@Nullable Object> list = new ArrayList<>(value instanceof List<?> old ? old : List.of());
        if (list.stream().noneMatch(one -> Objects.equals(one, item))) {
            list.add(item);
        }
        return list;
    }

    private @Nullable Object inMap(@Nullable Object value, String key, int step) throws UnpatchableException {
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw new UnpatchableException("'" + key + "' would stand in something that is no map");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> old) {
            old.forEach((name, one) -> map.put(String.valueOf(name), one));
        }
        boolean removes = this instanceof Remove || this instanceof Take;
        if (removes && !map.containsKey(key)) {
            return value;
        }
        if (this instanceof Remove && step == path().size() - 1) {
            map.remove(key);
        } else {
            map.put(key, applied(map.get(key), step + 1));
        }
        return map;
    }

    private @Nullable Object inList(@Nullable Object value, int index, int step) throws UnpatchableException {
        if (!(value instanceof List<?> old) || index >= old.size()) {
            throw new UnpatchableException("there is no item " + index);
        }
        List<@Nullable Object> list = new ArrayList<>(old);
        if (this instanceof Remove && step == path().size() - 1) {
            list.remove(index);
        } else {
            list.set(index, applied(list.get(index), step + 1));
        }
        return list;
    }
}
