package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list written in a filter; absent where one of its items is. */
final class ItemsValue extends Value {
    private final List<Value> items;

    ItemsValue(List<Value> items) {
        super(FieldType.TEXT, true, "list");
        this.items = List.copyOf(items);
    }

    @Override
    @Nullable
    List<String> texts(Event event) {
        List<String> texts = new ArrayList<>(items.size());
        for (Value item : items) {
            String text = item.shown(event);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }
}
