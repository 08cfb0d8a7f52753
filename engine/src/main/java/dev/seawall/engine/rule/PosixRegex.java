package dev.seawall.engine.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** RE2's POSIX syntax: none of Perl's classes, word boundaries, flags or reluctant repetitions. */
final class PosixRegex {
    private static final String ESCAPES = "afnrtvx01234567";

    private PosixRegex() {}

    static Pattern compile(String text, int offset) throws FilterException {
        check(text, offset);
        try {
            return Pattern.compile(text, Pattern.DOTALL);
        } catch (PatternSyntaxException | StackOverflowError bad) {
            throw new FilterException("invalid regex pattern: " + text, offset);
        }
    }

    private static void check(String text, int offset) throws FilterException {
        int set = -1;
        boolean repeated = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                require(isEscape(text.charAt(i)), "\\" + text.charAt(i), offset);
                repeated = false;
            } else if (set >= 0) {
                boolean first = i == set + 1 || (i == set + 2 && text.charAt(set + 1) == '^');
                int named = text.startsWith("[:", i) ? text.indexOf(":]", i + 2) : -1;
                i = named > 0 ? named + 1 : i;
                set = c == ']' && !first ? -1 : set;
            } else {
                require(c != '(' || !text.startsWith("(?", i), "(?", offset);
                boolean repeats = c == '*' || c == '+' || c == '?';
                require(!repeats || !repeated, "**", offset);
                repeated = repeats || c == '}';
                set = c == '[' ? i : -1;
            }
        }
    }

    private static boolean isEscape(char c) {
        boolean wordLike = c < 128 && Character.isLetterOrDigit(c);
        return !wordLike || ESCAPES.indexOf(c) >= 0;
    }

    private static void require(boolean holds, String what, int offset) throws FilterException {
        if (!holds) {
            throw new FilterException("invalid regex pattern: '" + what + "' is not POSIX syntax", offset);
        }
    }
}
