package dev.seawall.engine.check.cel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked CEL expression, macros expanded: what dev.cel's checker leaves, without types and positions. */
public sealed interface Expr {
    /** A literal: null, Boolean, Long, Double or String. */
    record Constant(@Nullable Object value) implements Expr {}

    /** A variable. */
    record Name(String name) implements Expr {}

    /** {@code operand.field}, or {@code has(operand.field)} where it is a test. */
    record Select(Expr operand, String field, boolean test) implements Expr {}

    /** A function or operator; a receiver is the first argument. */
    record Call(String function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A list literal; {@code optional} are the items written {@code ?x}, which vanish where absent. */
    record MakeList(List<Expr> items, List<Integer> optional) implements Expr {
        public MakeList {
            items = List.copyOf(items);
            optional = List.copyOf(optional);
        }
    }

    /** A map literal. */
    record MakeMap(List<Expr> keys, List<Expr> values) implements Expr {
        public MakeMap {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /**
     * A comprehension: all macros are one.
     *
     * @param second the second variable of two-variable macros, empty for one
     */
    record Fold(
            String variable,
            String second,
            Expr range,
            String accumulator,
            Expr start,
            Expr condition,
            Expr step,
            Expr result)
            implements Expr {}
}
