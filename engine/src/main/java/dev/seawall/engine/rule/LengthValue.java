package dev.seawall.engine.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How many bytes a text or buffer has, or how many items a list. */
final class LengthValue extends Value {
    private final Value inner;

    LengthValue(Value inner) {
        super(FieldType.UINT64, false, "len(" + inner.name() + ")");
        this.inner = inner;
    }

    @Override
    long number(Event event) {
        if (inner.isList()) {
            List<String> texts = inner.texts(event);
            return texts == null ? Event.ABSENT : texts.size();
        }
        if (inner.type() == FieldType.BYTES) {
            byte[] bytes = inner.bytes(event);
            return bytes == null ? Event.ABSENT : bytes.length;
        }
        String text = inner.text(event);
        return text == null ? Event.ABSENT : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
