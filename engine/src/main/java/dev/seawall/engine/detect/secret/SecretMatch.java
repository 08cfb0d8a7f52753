package dev.seawall.engine.detect.secret;

/**
 * A place where a rule matched; offsets in bytes, ends exclusive.
 *
 * @param start of the whole match, with the name before the secret
 * @param secretStart of the secret itself
 */
record SecretMatch(CompiledRule compiled, int start, int end, int secretStart, int secretEnd) {
    private static final int LONGEST_LINE = 2000;

    SecretRule rule() {
        return compiled.rule();
    }

    String secret(SecretText text) {
        return text.slice(secretStart, secretEnd);
    }

    /** The lines that the match touches, cut where they are very long. */
    String lines(SecretText text) {
        return text.slice(text.lineStart(start, LONGEST_LINE), text.lineEnd(end, LONGEST_LINE));
    }

    boolean overlaps(SecretMatch other) {
        return secretStart < other.secretEnd && other.secretStart < secretEnd;
    }
}
