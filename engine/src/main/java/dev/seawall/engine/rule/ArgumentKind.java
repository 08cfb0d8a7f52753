package dev.seawall.engine.rule;

import java.util.Locale;

/** Which argument a field takes. */
enum ArgumentKind {
    NONE(false, false, false),
    REQUIRED(true, false, false),
    OPTIONAL(false, false, false),
    INDEX(true, true, false),
    OPTIONAL_INDEX(false, true, false),
    DOTTED(true, false, true),
    DOTTED_OR_INDEX(true, true, true),
    DOTTED_OR_NAME(true, false, true),
    OPTIONAL_DOTTED(false, false, true);

    private final boolean required;
    private final boolean number;
    private final boolean dotted;

    ArgumentKind(boolean required, boolean number, boolean dotted) {
        this.required = required;
        this.number = number;
        this.dotted = dotted;
    }

    static ArgumentKind parse(String word) {
        return word.isEmpty() ? NONE : valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    boolean isRequired() {
        return required;
    }

    /** True where what is in the brackets must be a number. */
    boolean isNumber() {
        return number;
    }

    boolean isDotted() {
        return dotted;
    }

    boolean hasBrackets() {
        return this != NONE && this != DOTTED && this != OPTIONAL_DOTTED;
    }
}
