package dev.seawall.engine.check.cel;

import org.jspecify.annotations.Nullable;

/** A CEL function over evaluated arguments, none of them an error; gives a value or a {@link CelError}. */
@FunctionalInterface
interface Function {
    @Nullable
    Object call(@Nullable Object[] arguments);
}
