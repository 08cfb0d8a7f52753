package dev.seawall.engine.version;

/** A place in a version of Alpine that moves on token by token. */
final class ApkToken {
    static final int INVALID = -1;
    static final int FIRST_NUMBER = 0;
    static final int NUMBER = 1;
    static final int LETTER = 2;
    static final int SUFFIX = 3;
    static final int SUFFIX_NUMBER = 4;
    static final int BUILD = 5;
    static final int END = 6;

    private static final String[] SUFFIXES = {"alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"};
    private static final int NO_SUFFIX = 4;

    private final String text;
    int kind;
    private int from;
    private int to;
    private int suffix;

    ApkToken(String text) throws BadVersionException {
        if (text.isBlank()) {
            throw new BadVersionException(text);
        }
        this.text = text;
        kind = FIRST_NUMBER;
        to = Ascii.digitsEnd(text, 0);
    }

    boolean isPreRelease() {
        return kind == SUFFIX && suffix < NO_SUFFIX;
    }

    int compareValue(ApkToken other) {
        return switch (kind) {
            case LETTER -> text.charAt(from) - other.text.charAt(other.from);
            case SUFFIX -> suffix - other.suffix;
            case NUMBER -> hasLeadingZero() || other.hasLeadingZero() ? compareAsText(other) : compareAsNumber(other);
            default -> compareAsNumber(other);
        };
    }

    private boolean hasLeadingZero() {
        return from < to && text.charAt(from) == '0';
    }

    private int compareAsText(ApkToken other) {
        return Ascii.compareText(text, from, to, other.text, other.from, other.to);
    }

    private int compareAsNumber(ApkToken other) {
        return Ascii.compareNumbers(text, from, to, other.text, other.from, other.to);
    }

    void next() {
        from = to;
        if (from >= text.length()) {
            kind = END;
            return;
        }
        char c = text.charAt(from);
        switch (c) {
            case '.' -> readNumber(from + 1, kind <= NUMBER);
            case '_' -> readSuffix();
            case '~' -> skipHash();
            case '-' -> readBuild();
            default -> readPlain(c);
        }
    }

    private void readPlain(char c) {
        if (Ascii.isDigit(c) && kind == SUFFIX) {
            kind = SUFFIX_NUMBER;
            to = Ascii.digitsEnd(text, from);
        } else if (Ascii.isDigit(c)) {
            readNumber(from, kind == LETTER);
        } else if (c >= 'a' && c <= 'z' && kind <= NUMBER) {
            kind = LETTER;
            to = from + 1;
        } else {
            kind = INVALID;
        }
    }

    private void readNumber(int start, boolean allowed) {
        kind = allowed ? NUMBER : INVALID;
        from = start;
        to = Ascii.digitsEnd(text, start);
    }

    private void readSuffix() {
        int end = Ascii.lettersEnd(text, from + 1);
        boolean allowed = kind <= SUFFIX_NUMBER && end > from + 1;
        kind = INVALID;
        for (int i = 0; allowed && i < SUFFIXES.length; i++) {
            if (SUFFIXES[i].length() == end - from - 1 && text.startsWith(SUFFIXES[i], from + 1)) {
                kind = SUFFIX;
                suffix = i;
                to = end;
            }
        }
    }

    private void skipHash() {
        int end = from + 1;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == from + 1 || kind >= BUILD) {
            kind = INVALID;
        } else {
            kind = SUFFIX_NUMBER;
            to = end;
            next();
        }
    }

    private void readBuild() {
        boolean allowed = kind < BUILD && text.startsWith("-r", from) && from + 2 < text.length();
        from += 2;
        to = allowed ? Ascii.digitsEnd(text, from) : from;
        kind = to > from ? BUILD : INVALID;
    }
}
