package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses Falco's condition language. What it accepts is exactly that language, with its odd corners. */
final class FilterParser {
    /** How deep parentheses and transformers may nest. */
    static final int DEEPEST = 100;

    private final FilterLexer lexer;
    private final OperandParser operands;
    private int depth;

    private FilterParser(String byteText) {
        this.lexer = new FilterLexer(byteText);
        this.operands = new OperandParser(lexer);
    }

    /** Parses a condition given as characters. */
    static Expr parse(String text) throws FilterException {
        if (text.isEmpty()) {
            throw new FilterException("the filter is empty", 0);
        }
        FilterParser parser = new FilterParser(ByteText.of(text));
        Expr whole = parser.any();
        if (!parser.lexer.atEnd()) {
            throw parser.failure("unexpected token, expecting 'or', 'and'");
        }
        return whole;
    }

    private FilterException failure(String message) {
        return new FilterException(message, lexer.offset());
    }

    private Expr any() throws FilterException {
        List<Expr> parts = new ArrayList<>();
        parts.add(all());
        while (lexer.word("or")) {
            parts.add(afterWord("or", true));
            lexer.blank();
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.Any(parts);
    }

    private Expr all() throws FilterException {
        List<Expr> parts = new ArrayList<>();
        lexer.blank();
        parts.add(negated());
        lexer.blank();
        while (lexer.word("and")) {
            parts.add(afterWord("and", false));
            lexer.blank();
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.All(parts);
    }

    private Expr afterWord(String word, boolean or) throws FilterException {
        if (lexer.blank()) {
            return or ? all() : negated();
        }
        if (lexer.word("(")) {
            return embedded();
        }
        throw failure("expected blank or '(' after '" + word + "'");
    }

    private Expr negated() throws FilterException {
        boolean not = false;
        lexer.blank();
        while (lexer.not()) {
            not = !not;
        }
        Expr part;
        if (lexer.word("not(")) {
            not = !not;
            part = embedded();
        } else {
            part = check();
        }
        return not ? new Expr.Not(part) : part;
    }

    private Expr embedded() throws FilterException {
        depth++;
        if (depth > DEEPEST) {
            throw failure("exceeded max depth limit of " + DEEPEST);
        }
        Expr part = any();
        lexer.blank();
        if (!lexer.word(")")) {
            throw failure("expected a ')' token");
        }
        depth--;
        return part;
    }

    private Expr check() throws FilterException {
        lexer.blank();
        int start = lexer.offset();
        if (lexer.word("(")) {
            return embedded();
        }
        Operand left = operands.fieldOrTransformer(0);
        if (left != null) {
            return condition(left, start);
        }
        String name = lexer.identifier();
        if (name == null) {
            throw failure("expected a '(' token, a field check, or an identifier");
        }
        return new Expr.MacroName(name, start);
    }

    private Expr condition(Operand left, int start) throws FilterException {
        lexer.blank();
        Optional<Operator> found = lexer.operator();
        if (found.isEmpty()) {
            throw failure("expected a valid check operator: one of " + operatorWords());
        }
        Operator operator = found.get();
        if (operator.shape() == Operator.Shape.TEXT) {
            Expr modified = modified(left, operator, start);
            if (modified != null) {
                return modified;
            }
        }
        return new Expr.Check(left, operator.plain(), Modifier.NONE, operands.right(operator), start);
    }

    private @Nullable Expr modified(Operand left, Operator operator, int start) throws FilterException {
        int before = lexer.offset();
        lexer.blank();
        for (Modifier each : Modifier.words()) {
            if (lexer.word(each.word()) && lexer.blank()) {
                Operand right = operands.afterModifier();
                if (right != null) {
                    return new Expr.Check(left, operator.plain(), each, right, start);
                }
            }
            lexer.back(before);
            lexer.blank();
        }
        lexer.back(before);
        return null;
    }

    private static String operatorWords() {
        List<String> words = new ArrayList<>();
        Operator.all().forEach(each -> words.add("'" + each.word() + "'"));
        return String.join(", ", words);
    }
}
