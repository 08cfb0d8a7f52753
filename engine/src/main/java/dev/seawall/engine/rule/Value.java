package dev.seawall.engine.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of a comparison at run time: a field, or what a transformer makes of one. */
abstract class Value {
    private final FieldType type;
    private final boolean list;
    private final String name;

    Value(FieldType type, boolean list, String name) {
        this.type = type;
        this.list = list;
        this.name = name;
    }

    final FieldType type() {
        return type;
    }

    final boolean isList() {
        return list;
    }

    /** How messages call it. */
    final String name() {
        return name;
    }

    /** True where several values stand for it, one of which must fit. */
    boolean isAny() {
        return false;
    }

    /** False where it can neither be transformed nor stand to the right. */
    boolean isPlain() {
        return true;
    }

    @Nullable
    String text(Event event) {
        return null;
    }

    long number(Event event) {
        return Event.ABSENT;
    }

    double real(Event event) {
        return Double.NaN;
    }

    byte @Nullable [] bytes(Event event) {
        return null;
    }

    @Nullable
    List<String> texts(Event event) {
        return null;
    }

    @Nullable
    List<byte[]> addresses(Event event) {
        return null;
    }

    long @Nullable [] numbers(Event event) {
        return null;
    }

    /** Its scalar as text, for joining; null where absent. */
    @Nullable
    String shown(Event event) {
        return switch (type.family()) {
            case TEXT -> text(event);
            case BYTES -> Rendering.bytes(bytes(event));
            case ADDRESS -> Rendering.address(bytes(event));
            case DOUBLE -> Rendering.real(real(event));
            case BOOLEAN -> Rendering.truth(number(event));
            case NUMBER -> Rendering.number(number(event), type);
        };
    }
}
