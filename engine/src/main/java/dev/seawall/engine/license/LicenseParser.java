package dev.seawall.engine.license;

import dev.seawall.engine.license.LicenseExpression.AllOf;
import dev.seawall.engine.license.LicenseExpression.AnyOf;
import dev.seawall.engine.license.LicenseExpression.One;
import dev.seawall.engine.license.LicenseTokens.Kind;
import dev.seawall.engine.license.LicenseTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what packages state of their licences: SPDX expressions, Debian's and Fedora's short names with {@code and},
 * {@code or} and commas (which bind least), R's {@code GPL (>= 2) | MIT}, and single names in any spelling. A text that
 * is none of these, is longer than 4000 characters or nests deeper than 100 brackets is one unknown licence.
 */
public final class LicenseParser {
    private static final int LONGEST = 4000;
    private static final int DEEPEST = 100;
    private static final int WORDS_OF_A_NAME = 8;
    private static final int SHOWN = 80;

    private final LicenseTable table;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private LicenseParser(LicenseTable table, List<Token> tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    /** The text is not an expression. */
    private static final class NoExpression extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Reads one text; never fails. */
    public static LicenseExpression parse(String text) {
        String stated = text.strip();
        LicenseTable table = LicenseTable.builtIn();
        if (stated.length() > LONGEST) {
            return unknown(stated);
        }
        String plain = LicenseTokens.withVersions(stated);
        Optional<License> name = plain.startsWith("(") ? Optional.empty() : table.find(plain);
        if (name.isPresent()) {
            return new One(name.get(), "");
        }
        try {
            LicenseExpression read = new LicenseParser(table, LicenseTokens.of(plain)).whole();
            return isLong(plain) && !knowsAny(read) ? unknown(stated) : read;
        } catch (NoExpression e) {
            return unknown(stated);
        }
    }

    private static boolean isLong(String name) {
        return name.split("\\s+", WORDS_OF_A_NAME + 1).length > WORDS_OF_A_NAME;
    }

    /** Prose with "and" and "or" in it is no expression. */
    private static boolean knowsAny(LicenseExpression expression) {
        return switch (expression) {
            case One one -> one.license().category() != LicenseCategory.UNKNOWN;
            case AllOf all -> all.parts().stream().anyMatch(LicenseParser::knowsAny);
            case AnyOf any -> any.choices().stream().anyMatch(LicenseParser::knowsAny);
        };
    }

    private static One unknown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return new One(License.unknown(line.length() > SHOWN ? line.substring(0, SHOWN) : line), "");
    }

    private LicenseExpression whole() throws NoExpression {
        LicenseExpression read = clauses();
        if (peek() != Kind.END) {
            throw new NoExpression();
        }
        return read;
    }

    /** Expressions between commas; a comma without a word after it means "and". */
    private LicenseExpression clauses() throws NoExpression {
        LicenseExpression left = choice();
        while (peek() == Kind.COMMA) {
            at++;
            Kind operator = peek();
            if (operator == Kind.AND || operator == Kind.OR) {
                at++;
            }
            LicenseExpression right = choice();
            left = operator == Kind.OR ? new AnyOf(List.of(left, right)) : both(left, right);
        }
        return left;
    }

    /** Adds to a list instead of nesting, so that a long list is no deep tree. */
    private static AllOf both(LicenseExpression left, LicenseExpression right) {
        List<LicenseExpression> parts = new ArrayList<>(left instanceof AllOf all ? all.parts() : List.of(left));
        parts.add(right);
        return new AllOf(parts);
    }

    private LicenseExpression choice() throws NoExpression {
        List<LicenseExpression> choices = new ArrayList<>(List.of(conjunction()));
        while (peek() == Kind.OR) {
            at++;
            choices.add(conjunction());
        }
        return choices.size() == 1 ? choices.getFirst() : new AnyOf(choices);
    }

    private LicenseExpression conjunction() throws NoExpression {
        List<LicenseExpression> parts = new ArrayList<>(List.of(operand()));
        while (peek() == Kind.AND) {
            at++;
            parts.add(operand());
        }
        return parts.size() == 1 ? parts.getFirst() : new AllOf(parts);
    }

    private LicenseExpression operand() throws NoExpression {
        if (peek() == Kind.OPEN) {
            return bracket();
        }
        License license = license(name());
        if (peek() != Kind.WITH) {
            return new One(license, "");
        }
        at++;
        return new One(license, name());
    }

    private LicenseExpression bracket() throws NoExpression {
        at++;
        depth++;
        if (depth > DEEPEST) {
            throw new NoExpression();
        }
        LicenseExpression inside = clauses();
        if (peek() != Kind.CLOSE) {
            throw new NoExpression();
        }
        at++;
        depth--;
        return inside;
    }

    private String name() throws NoExpression {
        if (peek() != Kind.NAME) {
            throw new NoExpression();
        }
        return tokens.get(at++).text();
    }

    private License license(String name) throws NoExpression {
        Optional<License> known = table.find(name);
        if (known.isEmpty() && isLong(name)) {
            throw new NoExpression();
        }
        return known.orElseGet(() -> License.unknown(name));
    }

    private Kind peek() {
        return tokens.get(at).kind();
    }
}
