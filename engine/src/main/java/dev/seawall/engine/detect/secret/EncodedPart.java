package dev.seawall.engine.detect.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a text that decodes to text: base64 (gzip inside it too), hexadecimal, percent signs. The decoded text
 * keeps what stands around it on the line, because {@code password: <base64>} only tells with its name.
 *
 * @param start where the stretch begins in the text, in bytes
 * @param decoded the line with the stretch decoded
 * @param decodedFrom where the decoded stretch begins in it
 */
record EncodedPart(int start, int end, byte[] decoded, int decodedFrom, int decodedTo, String how) {
    private static final int SHORTEST = 24;
    private static final int LONGEST = 4 << 20;
    private static final int CONTEXT = 80;
    private static final int SNIFFED = 96;
    private static final int MOST_PARTS = 2000;
    private static final byte[] BASE64 = new byte[256];
    private static final byte[] HEX = new byte[256];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
        for (int i = 0; i < letters.length(); i++) {
            BASE64[letters.charAt(i)] = 1;
        }
        for (char c : "0123456789abcdefABCDEF".toCharArray()) {
            HEX[c] = 1;
        }
    }

    /** Every stretch of a text that decodes to text, in order of type and place. */
    static List<EncodedPart> in(SecretText text) {
        List<EncodedPart> parts = new ArrayList<>();
        runs(text, parts);
        percents(text, parts);
        return parts;
    }

    /** Steps as far as a run is long at least and looks back only from there, so most bytes are never read. */
    private static void runs(SecretText text, List<EncodedPart> parts) {
        byte[] bytes = text.bytes();
        int floor = 0;
        int at = SHORTEST - 1;
        while (at < bytes.length && parts.size() < MOST_PARTS) {
            if (BASE64[bytes[at] & 0xff] == 0) {
                at += SHORTEST;
                continue;
            }
            int start = at;
            while (start > floor && BASE64[bytes[start - 1] & 0xff] != 0) {
                start--;
            }
            int end = at + 1;
            while (end < bytes.length && BASE64[bytes[end] & 0xff] != 0) {
                end++;
            }
            if (end - start >= SHORTEST && end - start <= LONGEST) {
                run(text, start, end, parts);
            }
            floor = end;
            at = end + SHORTEST - 1;
        }
    }

    private static void run(SecretText text, int start, int end, List<EncodedPart> parts) {
        byte[] hex = (end - start) % 2 == 0 ? hex(text.bytes(), start, end) : null;
        if (hex != null) {
            if (isText(hex)) {
                parts.add(placed(text, start, end, hex, "hexadecimal in the file"));
            }
            return;
        }
        byte[] decoded = base64(text.bytes(), start, end);
        if (decoded != null) {
            parts.add(placed(text, start, end, decoded, "base64 in the file"));
        }
    }

    private static byte @Nullable [] hex(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (HEX[bytes[i] & 0xff] == 0) {
                return null;
            }
        }
        byte[] decoded = new byte[(end - start) / 2];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = (byte)
                    (Character.digit(bytes[start + 2 * i], 16) << 4 | Character.digit(bytes[start + 2 * i + 1], 16));
        }
        return decoded;
    }

    private static byte @Nullable [] base64(byte[] bytes, int start, int end) {
        byte[] head = decode(bytes, start, Math.min(end, start + SNIFFED));
        if (head == null) {
            return null;
        }
        boolean gzip = head.length > 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b;
        if (!gzip && !isText(head)) {
            return null;
        }
        byte[] whole = end - start <= SNIFFED ? head : decode(bytes, start, end);
        if (whole == null) {
            return null;
        }
        return gzip ? gunzip(whole) : isText(whole) ? whole : null;
    }

    private static byte @Nullable [] decode(byte[] bytes, int start, int end) {
        int length = (end - start) % 4 == 1 ? end - start - 1 : end - start;
        byte[] encoded = new byte[length];
        for (int i = 0; i < length; i++) {
            byte b = bytes[start + i];
            encoded[i] = b == '-' ? (byte) '+' : b == '_' ? (byte) '/' : b;
        }
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] gunzip(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] plain = in.readNBytes(LONGEST);
            return isText(plain) ? plain : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Printable ASCII with line ends, and at least eight of it. */
    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
                return false;
            }
        }
        return bytes.length >= 8;
    }

    private static EncodedPart placed(SecretText text, int start, int end, byte[] decoded, String how) {
        int before = text.lineStart(start, CONTEXT);
        int stop = end;
        while (stop < text.length() && stop < end + 2 && text.bytes()[stop] == '=') {
            stop++;
        }
        int after = text.lineEnd(stop, CONTEXT);
        byte[] line = new byte[start - before + decoded.length + after - stop];
        System.arraycopy(text.bytes(), before, line, 0, start - before);
        System.arraycopy(decoded, 0, line, start - before, decoded.length);
        System.arraycopy(text.bytes(), stop, line, start - before + decoded.length, after - stop);
        return new EncodedPart(start, stop, line, start - before, start - before + decoded.length, how);
    }

    private static void percents(SecretText text, List<EncodedPart> parts) {
        byte[] bytes = text.bytes();
        int at = 0;
        while (at + 2 < bytes.length && parts.size() < MOST_PARTS) {
            if (bytes[at] != '%' || HEX[bytes[at + 1] & 0xff] == 0 || HEX[bytes[at + 2] & 0xff] == 0) {
                at++;
                continue;
            }
            int start = at;
            while (start > 0 && at - start < CONTEXT && bytes[start - 1] > ' ') {
                start--;
            }
            int end = at;
            while (end < bytes.length && end - at < SNIFFED * 8 && bytes[end] > ' ') {
                end++;
            }
            parts.add(placed(text, start, end, unescape(text.slice(start, end)), "percent-encoded in the file"));
            at = end;
        }
    }

    private static byte[] unescape(String text) {
        byte[] plain = new byte[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%'
                    && i + 2 < text.length()
                    && HEX[text.charAt(i + 1) & 0xff] == 1
                    && HEX[text.charAt(i + 2) & 0xff] == 1) {
                plain[size++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            } else {
                plain[size++] = (byte) c;
            }
        }
        return Arrays.copyOf(plain, size);
    }
}
