package dev.seawall.engine.check.shell;

/**
 * One word of a command after the removal of quotes.
 *
 * @param text the text; variables stay as written ({@code $X}, {@code ${X:-d}}), a command substitution becomes {@code $()}
 * @param quoted true where any part was quoted
 * @param at offset of its first character in the script
 * @param end offset after its last character
 */
public record Word(String text, boolean quoted, int at, int end) {
    /** True where nothing in the word depends on a variable or a substitution. */
    public boolean isLiteral() {
        return text.indexOf('$') < 0;
    }
}
