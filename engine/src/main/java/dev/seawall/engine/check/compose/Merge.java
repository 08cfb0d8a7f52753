package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compose's merge: maps by key, lists joined, commands replaced, key-value lists and volumes by their key. */
final class Merge {
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");
    private static final Set<String> PAIRS =
            Set.of("environment", "labels", "sysctls", "extra_hosts", "annotations", "args");

    private Merge() {}

    static SourceMap merge(SourceMap base, SourceMap over) {
        SourceMap.Builder builder = new SourceMap.Builder();
        base.forEach((key, value) -> builder.put(key, value, base.mark(key)));
        over.forEach((key, value) -> {
            Object old = base.get(key);
            builder.put(key, old == null ? value : join(key, old, value), over.mark(key));
        });
        return builder.build();
    }

    private static @Nullable Object join(String key, Object old, @Nullable Object value) {
        if (REPLACED.contains(key) || value == null) {
            return value == null ? old : value;
        }
        if (PAIRS.contains(key) && !(old instanceof SourceMap && value instanceof SourceMap)) {
            return merge(pairs(old), pairs(value));
        }
        if (old instanceof SourceMap before && value instanceof SourceMap after) {
            return merge(before, after);
        }
        return old instanceof SourceList before && value instanceof SourceList after
                ? join(before, after, key.equals("volumes"))
                : value;
    }

    private static SourceMap pairs(Object value) {
        if (value instanceof SourceMap map) {
            return map;
        }
        SourceMap.Builder builder = new SourceMap.Builder();
        if (value instanceof SourceList list) {
            for (int i = 0; i < list.size(); i++) {
                Item item = new Item(Service.text(list.get(i)), list.mark(i));
                boolean valued = item.text().indexOf('=') >= 0;
                builder.put(item.before('='), valued ? item.after('=') : null, item.mark());
            }
        }
        return builder.build();
    }

    private static SourceList join(SourceList before, SourceList after, boolean byTarget) {
        SourceList.Builder builder = new SourceList.Builder();
        Set<Object> taken = new HashSet<>();
        after.forEach(item -> taken.add(byTarget ? target(item) : identity(item)));
        for (int i = 0; i < before.size(); i++) {
            if (!taken.contains(byTarget ? target(before.get(i)) : identity(before.get(i)))) {
                builder.add(before.get(i), before.mark(i));
            }
        }
        for (int i = 0; i < after.size(); i++) {
            builder.add(after.get(i), after.mark(i));
        }
        return builder.build();
    }

    private static Object identity(@Nullable Object item) {
        return item == null ? "" : item;
    }

    private static Object target(@Nullable Object volume) {
        if (volume instanceof SourceMap map) {
            return map.text("target");
        }
        List<String> parts = List.of(Service.text(volume).split(":", 3));
        return parts.size() > 1 ? parts.get(1) : parts.getFirst();
    }

    /** The same values, all at one place: what comes from another file is shown where it is pulled in. */
    static SourceMap moved(SourceMap map, Mark mark) {
        SourceMap.Builder builder = new SourceMap.Builder();
        map.forEach((key, value) -> builder.put(key, moved(value, mark), mark));
        return builder.build();
    }

    private static @Nullable Object moved(@Nullable Object value, Mark mark) {
        if (value instanceof SourceMap map) {
            return moved(map, mark);
        }
        if (value instanceof SourceList list) {
            SourceList.Builder builder = new SourceList.Builder();
            list.forEach(item -> builder.add(moved(item, mark), mark));
            return builder.build();
        }
        return value;
    }
}
