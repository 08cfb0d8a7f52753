package dev.seawall.engine.check.helm;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The same values at other places. */
final class Relined {
    private Relined() {}

    static SourceMap map(SourceMap map, UnaryOperator<Mark> marks) {
        SourceMap.Builder builder = new SourceMap.Builder();
        map.forEach((key, value) -> builder.put(key, value(value, marks), marks.apply(map.mark(key))));
        return builder.build();
    }

    private static @Nullable Object value(@Nullable Object value, UnaryOperator<Mark> marks) {
        if (value instanceof SourceMap map) {
            return map(map, marks);
        }
        if (value instanceof SourceList list) {
            SourceList.Builder builder = new SourceList.Builder();
            for (int i = 0; i < list.size(); i++) {
                builder.add(value(list.get(i), marks), marks.apply(list.mark(i)));
            }
            return builder.build();
        }
        return value;
    }
}
