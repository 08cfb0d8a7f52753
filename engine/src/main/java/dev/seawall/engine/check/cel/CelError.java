package dev.seawall.engine.check.cel;

import org.jspecify.annotations.Nullable;

/**
 * What a condition gives where it cannot be evaluated, as CEL defines it: absorbed by {@code &&}, {@code ||} and
 * {@code ?:} where the other side decides.
 *
 * @param message for example {@code no such key: securityContext}
 */
public record CelError(String message) {
    static CelError noOverload(String function, @Nullable Object... arguments) {
        StringBuilder types = new StringBuilder();
        for (Object argument : arguments) {
            types.append(types.isEmpty() ? "" : ", ").append(Values.type(argument));
        }
        return new CelError("no such overload: " + function + "(" + types + ")");
    }
}
