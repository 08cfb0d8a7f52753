package dev.seawall.engine.advisory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link FieldWriter} wrote; every length is checked against what is left, as the bytes may be anything. Like
 * all that lookups run through, it does without lambdas: linking them costs a cold start more than the lookups do.
 */
final class FieldReader {
    private final byte[] bytes;
    private int at;

    FieldReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at >= bytes.length) {
                throw damaged("a number is cut off");
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return checked(value);
            }
        }
        throw damaged("a number is too long");
    }

    private static int checked(long value) throws IOException {
        if (value > Integer.MAX_VALUE) {
            throw damaged("a number is too large");
        }
        return (int) value;
    }

    String text() throws IOException {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte[] bytes() throws IOException {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    List<String> texts() throws IOException {
        int count = length();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    /** A count of things that take at least one byte each. */
    int length() throws IOException {
        int length = number();
        if (length > bytes.length - at) {
            throw damaged("a length points past the end");
        }
        return length;
    }

    private static IOException damaged(String how) {
        return new IOException("the advisory store is damaged: " + how);
    }
}
