package dev.seawall.engine.rule;

/** An item of a rule file cannot be used; the others go on. */
final class BadRuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    BadRuleException(Place place, String text) {
        super(text);
        this.file = place.file();
        this.line = place.line();
    }

    RuleMessage message() {
        return new RuleMessage(file, line, true, String.valueOf(getMessage()));
    }
}
