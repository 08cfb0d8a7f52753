package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one map of the document whose entries all stand at the same place. */
final class Tree {
    private final SourceMap.Builder builder = new SourceMap.Builder();
    private final Mark mark;

    Tree(Mark mark) {
        this.mark = mark;
    }

    Tree put(String key, @Nullable Object value) {
        builder.put(key, value instanceof Integer number ? Long.valueOf(number) : value, mark);
        return this;
    }

    Tree put(String key, Collection<String> texts) {
        builder.put(key, list(texts, mark), mark);
        return this;
    }

    Tree put(String key, Map<String, String> texts) {
        Tree map = new Tree(mark);
        texts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> map.put(e.getKey(), e.getValue()));
        builder.put(key, map.build(), mark);
        return this;
    }

    SourceMap build() {
        return builder.build();
    }

    static SourceList list(Collection<String> texts, Mark mark) {
        SourceList.Builder list = new SourceList.Builder();
        texts.forEach(text -> list.add(text, mark));
        return list.build();
    }

    static SourceList maps(Collection<SourceMap> maps, Mark mark) {
        SourceList.Builder list = new SourceList.Builder();
        maps.forEach(map -> list.add(map, mark));
        return list.build();
    }
}
