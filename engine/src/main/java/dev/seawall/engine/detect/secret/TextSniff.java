package dev.seawall.engine.detect.secret;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells text from machine data by the first bytes, and brings UTF-16 and NUL-separated text into plain form. */
final class TextSniff {
    /** How many bytes the other methods want to see. */
    static final int SAMPLE = 2048;

    private static final int TAR_MAGIC = 257;

    private TextSniff() {}

    static boolean isArchive(byte[] head) {
        return isZip(head) || isGzip(head) || isTar(head);
    }

    private static boolean isZip(byte[] head) {
        return head.length > 30 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 18 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8;
    }

    private static boolean isTar(byte[] head) {
        return head.length >= 512 && new String(head, TAR_MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    /** True where control characters and NUL bytes come together, as in no text; compiled Python counts as text. */
    static boolean isBinary(byte[] head, String path) {
        if (path.endsWith(".pyc") || isUtf16(head)) {
            return false;
        }
        boolean nul = false;
        int controls = 0;
        for (byte b : head) {
            nul |= b == 0;
            boolean plain =
                    b < 0 || b >= ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0x1b || b == '\b';
            controls += plain || b == 0 ? 0 : 1;
        }
        return (nul && controls > 0) || controls > head.length / 10 || startsLikeProgram(head);
    }

    private static boolean startsLikeProgram(byte[] head) {
        return head.length > 4 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
    }

    private static boolean isUtf16(byte[] head) {
        return !charset(head).equals(StandardCharsets.ISO_8859_1);
    }

    private static Charset charset(byte[] bytes) {
        int sample = Math.min(bytes.length, 256) & ~1;
        if (sample < 8) {
            return StandardCharsets.ISO_8859_1;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < sample; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        boolean little = bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe;
        boolean big = bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
        if (little || (even == 0 && odd > sample / 2 * 8 / 10)) {
            return StandardCharsets.UTF_16LE;
        }
        return big || (odd == 0 && even > sample / 2 * 8 / 10)
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.ISO_8859_1;
    }

    /** The same text as UTF-8 with line ends for NUL bytes; the array itself where nothing is to be done. */
    static byte[] plain(byte[] bytes) {
        Charset charset = charset(bytes);
        if (!charset.equals(StandardCharsets.ISO_8859_1)) {
            return new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
        }
        int nul = indexOfNul(bytes);
        if (nul < 0) {
            return bytes;
        }
        byte[] separated = Arrays.copyOf(bytes, bytes.length);
        for (int i = nul; i < separated.length; i++) {
            if (separated[i] == 0) {
                separated[i] = '\n';
            }
        }
        return separated;
    }

    private static int indexOfNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
