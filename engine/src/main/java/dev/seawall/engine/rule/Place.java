package dev.seawall.engine.rule;

/** A line of a rule file. */
record Place(String file, int line) {
    RuleMessage error(String text) {
        return new RuleMessage(file, line, true, text);
    }

    RuleMessage warning(String text) {
        return new RuleMessage(file, line, false, text);
    }
}
