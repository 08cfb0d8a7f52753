package dev.seawall.engine.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a list put together, a separator between them. */
final class JoinedValue extends Value {
    private final Value separator;
    private final Value list;

    JoinedValue(Value separator, Value list, String name) {
        super(FieldType.TEXT, false, name);
        this.separator = separator;
        this.list = list;
    }

    @Override
    @Nullable
    String text(Event event) {
        String between = separator.text(event);
        List<String> texts = list.texts(event);
        return between == null || texts == null ? null : String.join(between, texts);
    }
}
