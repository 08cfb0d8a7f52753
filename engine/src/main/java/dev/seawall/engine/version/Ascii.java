package dev.seawall.engine.version;

/** Letters and digits of ASCII, and numbers of any length inside a text, without making a copy. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || isLetter(c);
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /** The end of the run of digits that begins at a place; that place where there is none. */
    static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of the run of letters that begins at a place. */
    static int lettersEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether a text is one or more digits. */
    static boolean isNumber(String text) {
        return !text.isEmpty() && digitsEnd(text, 0) == text.length();
    }

    /** Orders two runs of digits of any length as numbers; an empty run is zero. */
    static int compareNumbers(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int l = skipZeros(left, leftFrom, leftTo);
        int r = skipZeros(right, rightFrom, rightTo);
        int byLength = Integer.compare(leftTo - l, rightTo - r);
        return byLength != 0 ? byLength : compareText(left, l, leftTo, right, r, rightTo);
    }

    /** Orders two texts of digits as numbers. */
    static int compareNumbers(String left, String right) {
        return compareNumbers(left, 0, left.length(), right, 0, right.length());
    }

    private static int skipZeros(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    /** Orders two pieces of text by their characters; a prefix comes first. */
    static int compareText(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int shared = Math.min(leftTo - leftFrom, rightTo - rightFrom);
        for (int i = 0; i < shared; i++) {
            int order = left.charAt(leftFrom + i) - right.charAt(rightFrom + i);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftTo - leftFrom, rightTo - rightFrom);
    }

    /** Orders two pieces of text as {@link #compareText} does, with capital letters as small ones. */
    static int compareFolded(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int shared = Math.min(leftTo - leftFrom, rightTo - rightFrom);
        for (int i = 0; i < shared; i++) {
            int order = lower(left.charAt(leftFrom + i)) - lower(right.charAt(rightFrom + i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftTo - leftFrom, rightTo - rightFrom);
    }
}
