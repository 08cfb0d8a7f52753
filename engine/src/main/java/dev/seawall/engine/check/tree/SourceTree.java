package dev.seawall.engine.check.tree;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The same values at other places. */
public final class SourceTree {
    private SourceTree() {}

    /** A map with other marks. */
    public static SourceMap relined(SourceMap map, UnaryOperator<Mark> marks) {
        SourceMap.Builder builder = new SourceMap.Builder();
        map.forEach((key, value) -> builder.put(key, relined(value, marks), marks.apply(map.mark(key))));
        return builder.build();
    }

    /** A value with other marks in it. */
    public static @Nullable Object relined(@Nullable Object value, UnaryOperator<Mark> marks) {
        if (value instanceof SourceMap map) {
            return relined(map, marks);
        }
        if (value instanceof SourceList list) {
            SourceList.Builder builder = new SourceList.Builder();
            for (int i = 0; i < list.size(); i++) {
                builder.add(relined(list.get(i), marks), marks.apply(list.mark(i)));
            }
            return builder.build();
        }
        return value;
    }
}
