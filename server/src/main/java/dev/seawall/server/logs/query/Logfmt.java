package dev.seawall.server.logs.query;

import java.util.Map;

/** Pairs {@code key=value} and {@code key="a value"} anywhere in a message. */
final class Logfmt {
    private Logfmt() {}

    static void read(String text, Map<String, String> fields, int most) {
        int from = 0;
        for (int equal = text.indexOf('='); equal >= 0 && fields.size() < most; equal = text.indexOf('=', from)) {
            int start = equal;
            while (start > from && isName(text.charAt(start - 1))) {
                start--;
            }
            int value = equal + 1;
            boolean quoted = value < text.length() && text.charAt(value) == '"';
            int end = quoted ? quoteEnd(text, value + 1) : spaceEnd(text, value);
            if (start < equal) {
                String content = quoted ? unescape(text.substring(value + 1, end)) : text.substring(value, end);
                fields.putIfAbsent(text.substring(start, equal), content);
            }
            from = start < equal ? end : value;
        }
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '/';
    }

    private static int quoteEnd(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private static int spaceEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static String unescape(String text) {
        return text.indexOf('\\') < 0
                ? text
                : text.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
    }
}
