package dev.seawall.engine.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A parsed condition. Offsets are bytes from the start of its text; {@code toString} is Falco's normal form. */
sealed interface Expr {
    /** True where any part is. */
    record Any(List<Expr> parts) implements Expr {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(Expr::toString).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /** True where all parts are. */
    record All(List<Expr> parts) implements Expr {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(Expr::toString).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    /** True where the part is not. */
    record Not(Expr part) implements Expr {
        @Override
        public String toString() {
            return "not " + part;
        }
    }

    /** The name of a macro. */
    record MacroName(String name, int offset) implements Expr {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One comparison; {@code right} is absent for {@code exists}. */
    record Check(
            Operand left,
            Operator operator,
            Modifier modifier,
            @Nullable Operand right,
            int offset) implements Expr {
        @Override
        public String toString() {
            String how = modifier == Modifier.NONE ? operator.word() : operator.word() + " " + modifier.word();
            return right == null ? left + " " + how : left + " " + how + " " + right;
        }
    }
}
