package dev.seawall.engine.rule;

/** A shell pattern as fnmatch(3) without flags reads it: {@code * ? [a-z] [!x] \x}; a star also takes slashes. */
final class Glob {
    private final String pattern;
    private final boolean anyCase;

    Glob(String pattern, boolean anyCase) {
        this.pattern = pattern;
        this.anyCase = anyCase;
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ' ') : c;
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    boolean matches(String text, int from, int to) {
        int at = 0;
        int in = from;
        int star = -1;
        int resume = from;
        while (in < to) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = in;
                continue;
            }
            int next = one(at, text.charAt(in));
            if (next > 0) {
                at = next;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Where the pattern goes on behind one element that takes the character; 0 or less where none does. */
    private int one(int at, char c) {
        if (at >= pattern.length()) {
            return -1;
        }
        char element = pattern.charAt(at);
        if (element == '?') {
            return at + 1;
        }
        if (element == '[') {
            int end = setEnd(at);
            if (end > 0) {
                return set(at + 1, end, c) ? end + 1 : -1;
            }
        }
        if (element == '\\' && at + 1 < pattern.length()) {
            return same(pattern.charAt(at + 1), c) ? at + 2 : -1;
        }
        return same(element, c) ? at + 1 : -1;
    }

    private boolean same(char a, char b) {
        return a == b || (anyCase && lower(a) == lower(b));
    }

    private int setEnd(int at) {
        int i = at + 1;
        if (i < pattern.length() && isNot(pattern.charAt(i))) {
            i++;
        }
        if (i < pattern.length() && pattern.charAt(i) == ']') {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            boolean named = pattern.startsWith("[:", i) && pattern.indexOf(":]", i + 2) > 0;
            i = named ? pattern.indexOf(":]", i + 2) + 2 : i + 1;
        }
        return i < pattern.length() ? i : -1;
    }

    private static boolean isNot(char c) {
        return c == '!' || c == '^';
    }

    private boolean set(int start, int end, char c) {
        boolean not = isNot(pattern.charAt(start));
        int i = not ? start + 1 : start;
        boolean found = false;
        while (i < end) {
            int close = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i) : -1;
            if (close > 0 && close < end) {
                found |= named(pattern.substring(i + 2, close), c);
                i = close + 2;
            } else if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                found |= between(pattern.charAt(i), pattern.charAt(i + 2), c);
                i += 3;
            } else {
                found |= same(pattern.charAt(i), c);
                i++;
            }
        }
        return found != not;
    }

    private boolean between(char low, char high, char c) {
        if (c >= low && c <= high) {
            return true;
        }
        char lower = lower(c);
        return anyCase && lower >= lower(low) && lower <= lower(high);
    }

    private static boolean named(String name, char c) {
        return switch (name) {
            case "alpha" -> c < 128 && Character.isLetter(c);
            case "digit" -> c >= '0' && c <= '9';
            case "alnum" -> c < 128 && Character.isLetterOrDigit(c);
            case "upper" -> c >= 'A' && c <= 'Z';
            case "lower" -> c >= 'a' && c <= 'z';
            case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c == ' ' || c == '\t';
            case "punct" -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
            case "xdigit" -> Character.digit(c, 16) >= 0 && c < 128;
            case "cntrl" -> c < ' ' || c == 127;
            case "print" -> c >= ' ' && c < 127;
            case "graph" -> c > ' ' && c < 127;
            default -> false;
        };
    }
}
