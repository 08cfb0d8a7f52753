package dev.seawall.engine.detect.secret;

/** Classes of bytes that rules speak of, as tables. */
final class ByteKinds {
    private static final int WORD = 1;
    private static final int SPACE = 2;
    private static final int GAP = 4;
    private static final int QUOTE_OR_SPACE = 8;
    private static final int PAD = 16;
    private static final int NAME = 32;
    private static final byte[] KINDS = kinds();

    private ByteKinds() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            boolean space = c == ' ' || (c >= '\t' && c <= '\r');
            boolean quote = c == '\'' || c == '"';
            int kind = word ? WORD | GAP | NAME : 0;
            kind |= space ? SPACE | QUOTE_OR_SPACE | PAD : 0;
            kind |= quote ? QUOTE_OR_SPACE | PAD : 0;
            kind |= c == ' ' || c == '\t' || c == '.' || c == '-' ? GAP : 0;
            kind |= c == '.' || c == '-' ? NAME : 0;
            kind |= c == '`' || c == '=' ? PAD : 0;
            kinds[c] = (byte) kind;
        }
        return kinds;
    }

    /** A letter, digit or underscore. */
    static boolean isWord(byte b) {
        return (KINDS[b & 0xff] & WORD) != 0;
    }

    static boolean isSpace(byte b) {
        return (KINDS[b & 0xff] & SPACE) != 0;
    }

    /** What may stand between a telling word and the operator behind it. */
    static boolean isGap(byte b) {
        return (KINDS[b & 0xff] & GAP) != 0;
    }

    static boolean isQuoteOrSpace(byte b) {
        return (KINDS[b & 0xff] & QUOTE_OR_SPACE) != 0;
    }

    /** What may stand between operator and value. */
    static boolean isPad(byte b) {
        return (KINDS[b & 0xff] & PAD) != 0;
    }

    /** What a dotted or dashed name is made of. */
    static boolean isName(byte b) {
        return (KINDS[b & 0xff] & NAME) != 0;
    }
}
