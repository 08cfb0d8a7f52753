package dev.seawall.engine.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands beside an operator or inside a transformer. Texts hold one char per byte (see {@link ByteText}). */
sealed interface Operand {
    /** A field, with its argument in brackets where it has one. */
    record FieldName(String name, @Nullable String argument, int offset) implements Operand {
        @Override
        public String toString() {
            return argument == null ? name : name + "[" + argument + "]";
        }
    }

    /** A function applied to operands; {@code argument} picks one option of getopt. */
    record Applied(
            Transformer function,
            List<Operand> operands,
            @Nullable String argument,
            int offset) implements Operand {
        public Applied {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            String inside = operands.stream().map(Operand::toString).collect(Collectors.joining(", "));
            return function.word() + "(" + inside + ")" + (argument == null ? "" : "[" + argument + "]");
        }
    }

    /** A quoted text or a number inside a transformer. */
    record Literal(String text) implements Operand {
        @Override
        public String toString() {
            return ByteText.quoted(text);
        }
    }

    /** A list inside a transformer. */
    record Items(List<Operand> items) implements Operand {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(Operand::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /** The values to the right of an operator: one, or a list in parentheses. */
    record Values(List<String> values, boolean list) implements Operand {
        public Values {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            String inside = values.stream().map(ByteText::quoted).collect(Collectors.joining(", "));
            return list ? "(" + inside + ")" : inside;
        }
    }
}
