package dev.seawall.engine.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of the event as it is. */
final class FieldValue extends Value {
    private final Field field;

    FieldValue(Field field, FieldType type) {
        super(type, field.isList(), field.toString());
        this.field = field;
    }

    Field field() {
        return field;
    }

    @Override
    boolean isAny() {
        return field.isAny();
    }

    @Override
    boolean isPlain() {
        return !field.kind().any() && field.type() != FieldType.DYNAMIC && field.type() != FieldType.NETWORK;
    }

    @Override
    @Nullable
    String text(Event event) {
        return event.text(field);
    }

    @Override
    long number(Event event) {
        return event.number(field);
    }

    @Override
    double real(Event event) {
        return event.real(field);
    }

    @Override
    byte @Nullable [] bytes(Event event) {
        return event.bytes(field);
    }

    @Override
    @Nullable
    List<String> texts(Event event) {
        return event.texts(field);
    }

    @Override
    @Nullable
    List<byte[]> addresses(Event event) {
        return event.addresses(field);
    }

    @Override
    long @Nullable [] numbers(Event event) {
        return event.numbers(field);
    }
}
