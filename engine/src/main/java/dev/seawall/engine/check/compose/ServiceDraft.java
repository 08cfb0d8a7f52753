package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A service in Compose's words that is put together from options, one by one. Not thread-safe. */
public final class ServiceDraft {
    private final SourceMap.Builder scalars = new SourceMap.Builder();
    private final Map<String, SourceList.Builder> lists = new LinkedHashMap<>();
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final Map<String, SourceMap.Builder> nested = new LinkedHashMap<>();

    /** Sets a field; {@code logging.driver} sets one inside another. The last value wins. */
    public ServiceDraft set(String field, Object value, Mark mark) {
        int dot = field.indexOf('.');
        if (dot > 0) {
            String outer = field.substring(0, dot);
            marks.putIfAbsent(outer, mark);
            nested.computeIfAbsent(outer, name -> new SourceMap.Builder()).put(field.substring(dot + 1), value, mark);
        } else {
            scalars.put(field, value, mark);
        }
        return this;
    }

    /** Adds to a list. */
    public ServiceDraft add(String field, Object value, Mark mark) {
        marks.putIfAbsent(field, mark);
        lists.computeIfAbsent(field, name -> new SourceList.Builder()).add(value, mark);
        return this;
    }

    /** The service so far. */
    public SourceMap build() {
        SourceMap.Builder service = new SourceMap.Builder().putAll(scalars.build());
        lists.forEach((field, list) -> service.put(field, list.build(), marks.getOrDefault(field, Mark.NONE)));
        nested.forEach((field, map) -> service.put(field, map.build(), marks.getOrDefault(field, Mark.NONE)));
        return service.build();
    }
}
