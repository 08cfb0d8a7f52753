package dev.seawall.engine.report;

import java.util.ArrayList;
import java.util.List;

/** Measures and breaks text by the columns a terminal gives it. */
final class Columns {
    private static final int JOINER = 0x200D;

    private Columns() {}

    /** Terminal columns of a text: East Asian wide characters and emoji take two, marks none. */
    static int width(String text) {
        int width = 0;
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += before == JOINER ? 0 : width(c);
            before = c;
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        if (c >= 0x20 && c < 0x300) {
            return 1;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return Character.isEmojiPresentation(c)
                || (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0x303E)
                || (c >= 0x3041 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xA960 && c <= 0xA97F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }

    /** The text with spaces behind it up to a width. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Lines no wider than asked, broken at spaces, else after punctuation, else anywhere; at least one line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > width) {
            int cut = cut(rest, width);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** The text, or its beginning with an ellipsis. */
    static String clip(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        return text.substring(0, fitting(text, Math.max(1, width - 1))).stripTrailing() + "…";
    }

    private static int cut(String text, int width) {
        int end = fitting(text, width);
        int soft = -1;
        for (int i = end; i > end / 2; i--) {
            if (i < text.length() && text.charAt(i) == ' ') {
                return i;
            }
            if (soft < 0 && "/:-_.,+@".indexOf(text.charAt(i - 1)) >= 0) {
                soft = i;
            }
        }
        return soft > 0 ? soft : end;
    }

    /** How many characters fit, at least one code point. */
    private static int fitting(String text, int width) {
        int end = Character.charCount(text.codePointAt(0));
        int used = width(text.codePointAt(0));
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += width(c);
            if (used > width) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }
}
