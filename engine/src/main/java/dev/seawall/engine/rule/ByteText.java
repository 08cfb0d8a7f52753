package dev.seawall.engine.rule;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Filters are bytes, not characters: an escape such as {@code \xff} names one byte. The parser therefore works on text
 * that holds one char per byte (ISO 8859-1) of its UTF-8 form.
 */
final class ByteText {
    private static final Pattern BARE = Pattern.compile("[^()\"'\\s=,]+");

    private ByteText() {}

    static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String byteText) {
        return byteText.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The characters the bytes spell; bytes that are no UTF-8 become U+FFFD. */
    static String decode(String byteText) {
        return new String(bytes(byteText), StandardCharsets.UTF_8);
    }

    /** As it may be written in a filter: bare where possible. */
    static String quoted(String byteText) {
        if (BARE.matcher(byteText).matches()) {
            return byteText;
        }
        StringBuilder out = new StringBuilder("\"");
        byteText.chars().forEach(c -> out.append(escaped((char) c)));
        return out.append('"').toString();
    }

    private static String escaped(char c) {
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        return c < ' ' ? String.format("\\x%02x", (int) c) : String.valueOf(c);
    }
}
