package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;

/** Lists of {@code key=value} as maps. */
final class Pairs {
    private Pairs() {}

    static SourceMap map(List<Item> items) {
        SourceMap.Builder map = new SourceMap.Builder();
        items.forEach(item -> map.put(item.before('='), item.after('='), item.mark()));
        return map.build();
    }
}
