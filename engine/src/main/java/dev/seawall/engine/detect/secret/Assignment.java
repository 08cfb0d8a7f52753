package dev.seawall.engine.detect.secret;

import java.util.Locale;

/**
 * {@code name operator value} around a keyword in the name: after the keyword up to 20 characters of the name, up to
 * three quotes or blanks, an operator, up to five quotes, blanks or equal signs, the value. Decided by hand on bytes,
 * because most keyword hits end here.
 */
final class Assignment {
    private static final int GAP = 20;
    private static final int QUOTES = 3;
    private static final int PAD = 5;
    private static final int NAME = 50;

    private final byte[] text;
    private final int keywordStart;
    private final int keywordEnd;
    private final int operator;

    private Assignment(byte[] text, int keywordStart, int keywordEnd, int operator) {
        this.text = text;
        this.keywordStart = keywordStart;
        this.keywordEnd = keywordEnd;
        this.operator = operator;
    }

    /** Where the operator after a keyword stands, or -1 where there is none. */
    static int operatorAfter(byte[] text, int keywordEnd) {
        int at = keywordEnd;
        int gapEnd = Math.min(text.length, keywordEnd + GAP);
        while (at < gapEnd && ByteKinds.isGap(text[at])) {
            at++;
        }
        int quoteEnd = Math.min(text.length, at + QUOTES);
        while (at < quoteEnd && ByteKinds.isQuoteOrSpace(text[at])) {
            at++;
        }
        return at < text.length && isOperator(text, at) ? at : -1;
    }

    private static boolean isOperator(byte[] text, int at) {
        return switch (text[at]) {
            case '=', '>', ':', ',' -> true;
            case '|' -> at + 1 < text.length && text[at + 1] == '|';
            case '?' -> at + 1 < text.length && text[at + 1] == '=';
            default -> false;
        };
    }

    static Assignment of(byte[] text, int keywordStart, int keywordEnd, int operator) {
        return new Assignment(text, keywordStart, keywordEnd, operator);
    }

    /** Tries a value at every place where it may begin; true as soon as one attempt says so. */
    boolean tryValues(Attempt attempt) {
        int first = shortEnd();
        int second = longEnd();
        return tryFrom(second == first ? first : Math.min(first, second), attempt)
                || (second != first && tryFrom(Math.max(first, second), attempt));
    }

    /** One attempt at a value. */
    interface Attempt {
        boolean valueAt(int start);
    }

    private int shortEnd() {
        return text[operator] == '|' || text[operator] == '?' ? operator + 2 : operator + 1;
    }

    /** End of {@code =>}, {@code :=}, {@code ::=}, {@code :::=}. */
    private int longEnd() {
        if (text[operator] == '=' && operator + 1 < text.length && text[operator + 1] == '>') {
            return operator + 2;
        }
        int at = operator;
        while (at < text.length && at < operator + 3 && text[at] == ':') {
            at++;
        }
        return at > operator && at < text.length && text[at] == '=' ? at + 1 : shortEnd();
    }

    private boolean tryFrom(int operatorEnd, Attempt attempt) {
        int at = operatorEnd;
        int end = Math.min(text.length, operatorEnd + PAD);
        while (at < end && ByteKinds.isPad(text[at])) {
            at++;
        }
        while (!attempt.valueAt(at)) {
            // a value may begin with the equal signs that were taken for padding
            if (at == operatorEnd || text[at - 1] != '=') {
                return false;
            }
            at--;
        }
        return true;
    }

    /** Start of the name that the keyword is part of. */
    int nameStart() {
        int at = keywordStart;
        int floor = Math.max(0, keywordStart - NAME);
        while (at > floor && ByteKinds.isName(text[at - 1])) {
            at--;
        }
        return at;
    }

    /** The name in lower case without anything but letters and digits. */
    String plainName() {
        StringBuilder name = new StringBuilder();
        for (int i = nameStart(); i < operator; i++) {
            char c = (char) (text[i] & 0x7f);
            if (Character.isLetterOrDigit(c)) {
                name.append(Character.toLowerCase(c));
            }
        }
        return name.toString();
    }

    /** The keyword in lower case. */
    String keyword() {
        StringBuilder keyword = new StringBuilder();
        for (int i = keywordStart; i < keywordEnd; i++) {
            keyword.append(Character.toLowerCase((char) (text[i] & 0x7f)));
        }
        return keyword.toString();
    }

    /** What stands between keyword and operator, in lower case. */
    String gap() {
        StringBuilder gap = new StringBuilder();
        for (int i = keywordEnd; i < operator; i++) {
            gap.append((char) (text[i] & 0x7f));
        }
        return gap.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether the keyword is spelled in lower case, in upper case or with a capital, not in the middle of camel case. */
    boolean isPlainlySpelled() {
        boolean restLower = true;
        boolean restUpper = true;
        for (int i = keywordStart + 1; i < keywordEnd; i++) {
            restLower &= !(text[i] >= 'A' && text[i] <= 'Z');
            restUpper &= !(text[i] >= 'a' && text[i] <= 'z');
        }
        boolean firstUpper = text[keywordStart] >= 'A' && text[keywordStart] <= 'Z';
        return restLower || (firstUpper && restUpper);
    }
}
