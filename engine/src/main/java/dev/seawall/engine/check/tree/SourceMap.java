package dev.seawall.engine.check.tree;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map in file order whose entries know their places. Values are {@link SourceMap}, {@link SourceList}, String, Long,
 * Double, Boolean or null: a key with null is there, an absent key is not.
 */
public final class SourceMap extends AbstractMap<String, @Nullable Object> {
    /** The empty map. */
    public static final SourceMap EMPTY = new Builder().build();

    private static final int SMALL = 8;

    private final List<Entry<String, @Nullable Object>> entries;
    private final List<Mark> marks;
    private final @Nullable Map<String, Integer> index;

    private SourceMap(List<Entry<String, @Nullable Object>> entries, List<Mark> marks) {
        this.entries = entries;
        this.marks = marks;
        this.index = entries.size() > SMALL ? indexOf(entries) : null;
    }

    private static Map<String, Integer> indexOf(List<Entry<String, @Nullable Object>> entries) {
        Map<String, Integer> index = HashMap.newHashMap(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            index.put(entries.get(i).getKey(), i);
        }
        return index;
    }

    private int find(@Nullable Object key) {
        if (index != null) {
            return index.getOrDefault(key, -1);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).getKey().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : entries.get(at).getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return entries.size();
    }

    /** The place of an entry; {@link Mark#NONE} for an absent key. */
    public Mark mark(String key) {
        int at = find(key);
        return at < 0 ? Mark.NONE : marks.get(at);
    }

    /** The map under a key, empty where there is none. */
    public SourceMap map(String key) {
        return get(key) instanceof SourceMap map ? map : EMPTY;
    }

    /** The list under a key, empty where there is none. */
    public SourceList list(String key) {
        return get(key) instanceof SourceList list ? list : SourceList.EMPTY;
    }

    /** The string under a key; empty where there is none or it is no string. */
    public String text(String key) {
        return get(key) instanceof String text ? text : "";
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, @Nullable Object>> iterator() {
                return entries.iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    /** Collects entries; a key that comes again replaces the first one's value. Not thread-safe. */
    public static final class Builder {
        private final List<Entry<String, @Nullable Object>> entries = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();

        /** Adds a value (String, Long, Double, Boolean, SourceMap, SourceList or null) and its place. */
        public Builder put(String key, @Nullable Object value, Mark mark) {
            Integer known = places.putIfAbsent(key, entries.size());
            Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(key, value);
            if (known != null) {
                entries.set(known, entry);
                marks.set(known, mark);
            } else {
                entries.add(entry);
                marks.add(mark);
            }
            return this;
        }

        /** Adds every entry of another map with its place. */
        public Builder putAll(SourceMap other) {
            other.forEach((key, value) -> put(key, value, other.mark(key)));
            return this;
        }

        /** True where the key was put. */
        public boolean has(String key) {
            return places.containsKey(key);
        }

        /** The map so far. */
        public SourceMap build() {
            return new SourceMap(List.copyOf(entries), List.copyOf(marks));
        }
    }
}
