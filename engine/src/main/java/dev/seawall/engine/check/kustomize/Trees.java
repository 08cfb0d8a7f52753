package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of immutable trees that keep the places of what they do not touch. */
final class Trees {
    private Trees() {}

    /** The map with a key set. */
    static SourceMap put(SourceMap map, String key, @Nullable Object value, Mark mark) {
        return new SourceMap.Builder().putAll(map).put(key, value, mark).build();
    }

    /** The map without a key. */
    static SourceMap without(SourceMap map, String key) {
        SourceMap.Builder builder = new SourceMap.Builder();
        map.forEach((name, value) -> {
            if (!name.equals(key)) {
                builder.put(name, value, map.mark(name));
            }
        });
        return builder.build();
    }

    /** What changes values, where they stand when they are new, and whether maps on the way are made. */
    record Change(boolean creates, Mark mark, UnaryOperator<@Nullable Object> value) {}

    /** The map with the values at a path, {@code [*]} allowed, changed; absent ones only where the change creates. */
    static SourceMap update(SourceMap root, String path, Change change) {
        return updated(root, TreePath.parse(path), change) instanceof SourceMap map ? map : root;
    }

    private static @Nullable Object updated(@Nullable Object node, List<Object> steps, Change change) {
        if (steps.isEmpty()) {
            return change.value().apply(node);
        }
        Object step = steps.getFirst();
        List<Object> rest = steps.subList(1, steps.size());
        if (node instanceof SourceList list && step == TreePath.EACH) {
            SourceList.Builder builder = new SourceList.Builder();
            for (int i = 0; i < list.size(); i++) {
                builder.add(updated(list.get(i), rest, change), list.mark(i));
            }
            return builder.build();
        }
        boolean makes = change.creates() && step instanceof String && (node == null || node instanceof SourceMap);
        SourceMap map = node instanceof SourceMap known ? known : SourceMap.EMPTY;
        if (!(step instanceof String key) || (!map.containsKey(key) && !makes)) {
            return node;
        }
        Object value = updated(map.get(key), rest, change);
        Mark mark = map.containsKey(key) && (value instanceof SourceMap || value == map.get(key))
                ? map.mark(key)
                : change.mark();
        return value == null && !map.containsKey(key) ? node : put(map, key, value, mark);
    }
}
