package dev.seawall.engine.check.cel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comprehension: runs its step over the range while the condition does not say no. */
record FoldNode(
        Program.Node range,
        Program.Node start,
        Program.Node condition,
        Program.Node step,
        Program.Node result,
        int accumulator,
        int variable,
        int second)
        implements Program.Node {

    @Override
    public @Nullable Object eval(@Nullable Object[] frame) {
        Object over = range.eval(frame);
        frame[accumulator] = start.eval(frame);
        Object failure = run(over, frame);
        return failure != null ? failure : result.eval(frame);
    }

    private @Nullable Object run(@Nullable Object over, @Nullable Object[] frame) {
        if (over instanceof List<?> list) {
            long index = 0;
            for (Object item : list) {
                if (!next(frame, second < 0 ? item : (Object) index++, item)) {
                    return null;
                }
            }
            return null;
        }
        if (over instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!next(frame, entry.getKey(), entry.getValue())) {
                    return null;
                }
            }
            return null;
        }
        return over instanceof CelError ? over : new CelError("cannot loop over " + Values.type(over));
    }

    /** One step; false where the condition ends the loop. */
    private boolean next(@Nullable Object[] frame, @Nullable Object first, @Nullable Object value) {
        frame[variable] = first;
        if (second >= 0) {
            frame[second] = value;
        }
        if (Boolean.FALSE.equals(condition.eval(frame))) {
            return false;
        }
        frame[accumulator] = step.eval(frame);
        return true;
    }
}
