package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of one text applied to a text or to each of a list; absent where the function has no answer. */
final class MappedValue extends Value {
    /** What is applied. */
    interface Mapping {
        @Nullable
        String apply(String text);
    }

    private final Value inner;
    private final Mapping mapping;

    MappedValue(Value inner, String name, Mapping mapping) {
        super(inner.type(), inner.isList(), name + "(" + inner.name() + ")");
        this.inner = inner;
        this.mapping = mapping;
    }

    @Override
    @Nullable
    String text(Event event) {
        String text = inner.text(event);
        return text == null ? null : mapping.apply(text);
    }

    @Override
    @Nullable
    List<String> texts(Event event) {
        List<String> texts = inner.texts(event);
        if (texts == null) {
            return null;
        }
        List<String> mapped = new ArrayList<>(texts.size());
        for (String text : texts) {
            String one = mapping.apply(text);
            if (one == null) {
                return null;
            }
            mapped.add(one);
        }
        return mapped;
    }

    @Override
    byte @Nullable [] bytes(Event event) {
        byte[] bytes = inner.bytes(event);
        String mapped =
                bytes == null ? null : mapping.apply(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
        return mapped == null ? null : ByteText.bytes(mapped);
    }
}
