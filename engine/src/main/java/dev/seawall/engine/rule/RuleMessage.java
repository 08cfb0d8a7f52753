package dev.seawall.engine.rule;

/**
 * Something to say about a rule file.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param error true where it must be mended, false for a warning
 */
public record RuleMessage(String file, int line, boolean error, String text) {
    /** As compilers write it: {@code file:line: error: text}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (error ? "error" : "warning") + ": " + text;
    }
}
