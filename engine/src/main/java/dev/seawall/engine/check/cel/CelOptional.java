package dev.seawall.engine.check.cel;

import org.jspecify.annotations.Nullable;

/** CEL's optional value: absent, or there with a value that may be null. */
public record CelOptional(boolean present, @Nullable Object value) {
    /** What is not there. */
    public static final CelOptional NONE = new CelOptional(false, null);

    /** What is there. */
    public static CelOptional of(@Nullable Object value) {
        return new CelOptional(true, value);
    }
}
