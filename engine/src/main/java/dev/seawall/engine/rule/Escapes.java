package dev.seawall.engine.rule;

/** Resolves the escapes of a quoted text: {@code \b \f \n \r \t \\ \/ \xHH}, the quote itself, and {@code "\ "}. */
final class Escapes {
    private static final String NAMES = "bfnrt\\/ ";
    private static final String MEANINGS = "\b\f\n\r\t\\/\\";

    private Escapes() {}

    static String resolve(String inside, char quote, int offset) throws FilterException {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder out = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (i + 1 < inside.length() && inside.charAt(i + 1) == 'x') {
                out.append(hex(inside, i + 2, offset));
                i += 3;
            } else {
                out.append(named(inside, i + 1, quote, offset));
                i++;
            }
        }
        return out.toString();
    }

    private static char named(String inside, int at, char quote, int offset) throws FilterException {
        char c = at < inside.length() ? inside.charAt(at) : '\0';
        if (c == quote) {
            return c;
        }
        int known = NAMES.indexOf(c);
        if (known < 0) {
            throw new FilterException("unknown escape \"\\" + c + "\" in a quoted text", offset);
        }
        return MEANINGS.charAt(known);
    }

    private static char hex(String inside, int at, int offset) throws FilterException {
        if (at + 2 > inside.length()) {
            throw new FilterException("\\x wants two hexadecimal digits", offset);
        }
        int high = Character.digit(inside.charAt(at), 16);
        int low = Character.digit(inside.charAt(at + 1), 16);
        if (high < 0 || low < 0) {
            throw new FilterException("\\x wants two hexadecimal digits", offset);
        }
        return (char) (high * 16 + low);
    }
}
