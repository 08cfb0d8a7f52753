package dev.seawall.engine.check.cel;

import org.jspecify.annotations.Nullable;

/** CEL's logic: an error on one side does not matter where the other side decides. */
final class Logic {
    private Logic() {}

    static @Nullable Object and(Program.Node left, Program.Node right, @Nullable Object[] frame) {
        Object a = left.eval(frame);
        if (Boolean.FALSE.equals(a)) {
            return false;
        }
        Object b = right.eval(frame);
        if (Boolean.FALSE.equals(b)) {
            return false;
        }
        return Boolean.TRUE.equals(a) && Boolean.TRUE.equals(b) ? true : failure("_&&_", a, b);
    }

    static @Nullable Object or(Program.Node left, Program.Node right, @Nullable Object[] frame) {
        Object a = left.eval(frame);
        if (Boolean.TRUE.equals(a)) {
            return true;
        }
        Object b = right.eval(frame);
        if (Boolean.TRUE.equals(b)) {
            return true;
        }
        return Boolean.FALSE.equals(a) && Boolean.FALSE.equals(b) ? false : failure("_||_", a, b);
    }

    static @Nullable Object choose(Program.Node test, Program.Node yes, Program.Node no, @Nullable Object[] frame) {
        Object chosen = test.eval(frame);
        if (chosen instanceof Boolean value) {
            return value ? yes.eval(frame) : no.eval(frame);
        }
        return chosen instanceof CelError ? chosen : CelError.noOverload("_?_:_", chosen);
    }

    private static CelError failure(String operator, @Nullable Object a, @Nullable Object b) {
        if (a instanceof CelError error) {
            return error;
        }
        return b instanceof CelError error ? error : CelError.noOverload(operator, a, b);
    }
}
