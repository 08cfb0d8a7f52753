package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the parser that reads fields, transformers and values. */
final class OperandParser {
    private final FilterLexer lexer;

    OperandParser(FilterLexer lexer) {
        this.lexer = lexer;
    }

    private FilterException failure(String message) {
        return new FilterException(message, lexer.offset());
    }

    /** What may stand to the left of an operator, or null where none starts here. */
    @Nullable
    Operand fieldOrTransformer(int depth) throws FilterException {
        int start = lexer.offset();
        String name = lexer.field();
        if (name != null) {
            return new Operand.FieldName(name, argument(), start);
        }
        Optional<Transformer> function = lexer.transformer();
        if (function.isEmpty()) {
            return null;
        }
        if (function.get() == Transformer.VALUE) {
            throw new FilterException("val() may only stand to the right of an operator", start);
        }
        return applied(function.get(), start, depth + 1);
    }

    private @Nullable String argument() throws FilterException {
        if (!lexer.word("[")) {
            return null;
        }
        String argument = lexer.quoted();
        if (argument == null) {
            argument = lexer.bareArgument();
        }
        if (argument == null) {
            throw failure("expected a valid field argument: a quoted string or a bare string");
        }
        if (!lexer.word("]")) {
            throw failure("expected a ']' token");
        }
        return argument;
    }

    private Operand applied(Transformer function, int start, int depth) throws FilterException {
        if (depth > FilterParser.DEEPEST) {
            throw failure("exceeded max depth limit of " + FilterParser.DEEPEST);
        }
        List<Operand> operands = new ArrayList<>();
        do {
            operands.add(transformed(true, depth));
            lexer.blank();
        } while (lexer.word(","));
        if (!lexer.word(")")) {
            throw failure("expected a ')' token closing the transformer");
        }
        return new Operand.Applied(function, operands, argument(), start);
    }

    private Operand transformed(boolean mayBeList, int depth) throws FilterException {
        lexer.blank();
        if (mayBeList && lexer.word("(")) {
            return items(depth);
        }
        Operand operand = fieldOrTransformer(depth);
        if (operand != null) {
            return operand;
        }
        String text = lexer.quoted();
        if (text == null) {
            text = lexer.number();
        }
        if (text == null) {
            throw failure("expected a field, a quoted text, a number or a nested transformer");
        }
        return new Operand.Literal(text);
    }

    private Operand items(int depth) throws FilterException {
        List<Operand> items = new ArrayList<>();
        lexer.blank();
        if (lexer.word(")")) {
            return new Operand.Items(items);
        }
        do {
            items.add(transformed(false, depth));
            lexer.blank();
        } while (lexer.word(","));
        if (!lexer.word(")")) {
            throw failure("expected a ')' token closing the list");
        }
        return new Operand.Items(items);
    }

    /** What stands to the right of an operator; null for {@code exists}. */
    @Nullable
    Operand right(Operator operator) throws FilterException {
        if (operator.shape() == Operator.Shape.NONE) {
            return null;
        }
        lexer.blank();
        if (operator.shape() == Operator.Shape.LIST && lexer.word("(")) {
            return list();
        }
        Operand operand = valueOrTransformer();
        return operand != null ? operand : single(value(operator));
    }

    private String value(Operator operator) throws FilterException {
        String value =
                switch (operator.shape()) {
                    case NUMBER -> lexer.number();
                    case LIST -> lexer.identifier();
                    case TEXT, NONE -> text();
                };
        if (value == null) {
            throw failure("expected a value for '" + operator.word() + "', or a field in a transformer");
        }
        return value;
    }

    private static Operand single(String value) {
        return new Operand.Values(List.of(value), false);
    }

    private @Nullable String text() throws FilterException {
        String quoted = lexer.quoted();
        return quoted != null ? quoted : lexer.bareText();
    }

    private Operand list() throws FilterException {
        List<String> values = new ArrayList<>();
        lexer.blank();
        String first = text();
        if (first != null) {
            values.add(first);
            lexer.blank();
            while (lexer.word(",")) {
                lexer.blank();
                values.add(listed());
                lexer.blank();
            }
        }
        if (!lexer.word(")")) {
            throw failure("expected a ')' token");
        }
        return new Operand.Values(values, true);
    }

    private String listed() throws FilterException {
        String value = text();
        if (value == null) {
            throw failure("expected a string value");
        }
        return value;
    }

    private @Nullable Operand valueOrTransformer() throws FilterException {
        int start = lexer.offset();
        Optional<Transformer> function = lexer.transformer();
        if (function.isEmpty()) {
            return null;
        }
        if (function.get() != Transformer.VALUE) {
            return applied(function.get(), start, 1);
        }
        lexer.blank();
        int place = lexer.offset();
        String name = lexer.field();
        if (name == null) {
            throw failure("expected a field within 'val'");
        }
        Operand field = new Operand.FieldName(name, argument(), place);
        lexer.blank();
        if (!lexer.word(")")) {
            throw failure("expected a ')' token closing the transformer");
        }
        return new Operand.Applied(Transformer.VALUE, List.of(field), null, start);
    }

    /**
     * The list, or the name of one, behind a modifier. Null where the modifier's word turns out to be a plain text that
     * {@code and}, {@code or} or the end follows.
     */
    @Nullable
    Operand afterModifier() throws FilterException {
        if (lexer.word("(")) {
            return list();
        }
        String name = lexer.identifier();
        return name == null || name.equals("and") || name.equals("or") ? null : single(name);
    }
}
