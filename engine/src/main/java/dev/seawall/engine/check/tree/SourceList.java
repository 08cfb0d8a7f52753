package dev.seawall.engine.check.tree;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list whose items know their places; see {@link SourceMap} for what values may be. */
public final class SourceList extends AbstractList<@Nullable Object> implements RandomAccess {
    /** The empty list. */
    public static final SourceList EMPTY = new Builder().build();

    private final @Nullable Object[] items;
    private final List<Mark> marks;

    private SourceList(@Nullable Object[] items, List<Mark> marks) {
        this.items = items;
        this.marks = marks;
    }

    @Override
    public @Nullable Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }

    /** The place of an item; {@link Mark#NONE} outside the list. */
    public Mark mark(int index) {
        return index < 0 || index >= marks.size() ? Mark.NONE : marks.get(index);
    }

    /** The items that are maps. */
    public List<SourceMap> maps() {
        List<SourceMap> maps = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof SourceMap map) {
                maps.add(map);
            }
        }
        return maps;
    }

    /** Collects items. Not thread-safe. */
    public static final class Builder {
        private final List<@Nullable Object> items = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();

        /** Adds an item and its place. */
        public Builder add(@Nullable Object item, Mark mark) {
            items.add(item);
            marks.add(mark);
            return this;
        }

        /** The list so far. */
        public SourceList build() {
            return new SourceList(items.toArray(), List.copyOf(marks));
        }
    }
}
