package dev.seawall.engine.rule;

import org.jspecify.annotations.Nullable;

/** Judges the argument of one reference to a field. */
record FieldArgument(
        FieldKind kind, String dotted, @Nullable String bracketed, int offset) {
    private static final int MOST_DIGITS = 9;

    static FieldArgument of(FieldKind kind, String dotted, @Nullable String bracketed, int offset) {
        return new FieldArgument(kind, dotted, bracketed, offset);
    }

    Field resolve() throws FilterException {
        if (!dotted.isEmpty() && bracketed != null) {
            throw failure("has two arguments");
        }
        if (bracketed != null) {
            return FieldCatalogue.shared(inBrackets(bracketed));
        }
        if (dotted.isEmpty() && kind.argument().isRequired()) {
            throw failure("requires an argument");
        }
        return FieldCatalogue.shared(new Field(kind, dotted, -1));
    }

    private Field inBrackets(String text) throws FilterException {
        if (!kind.argument().hasBrackets()) {
            throw failure("does not take an argument in brackets");
        }
        if (text.isEmpty()) {
            throw failure("has an empty argument");
        }
        boolean number = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (kind.argument().isNumber() && !number && !isLongNumber(text)) {
            throw failure("requires a number, not '" + text + "'");
        }
        return new Field(kind, text, number ? Integer.parseInt(text) : -1);
    }

    /** Points in time are numbers too, only longer. */
    private boolean isLongNumber(String text) {
        return kind.argument() == ArgumentKind.INDEX
                && text.length() < 20
                && text.chars().allMatch(Character::isDigit);
    }

    private FilterException failure(String what) {
        return new FilterException("the field '" + kind.name() + "' " + what, offset);
    }
}
