package dev.seawall.engine.advisory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link FieldWriter} wrote; every length is checked against what is left, as the bytes may be anything. */
final class FieldReader {
    private final byte[] bytes;
    private int at;

    FieldReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one item of a list. */
    interface Item<T> {
        T read() throws IOException;
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
        return list(this::text);
    }

    <T> List<T> list(Item<T> item) throws IOException {
        int count = length();
        List<T> items = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            items.add(item.read());
        }
        return items;
    }

    /** A count of things that take at least one byte each. */
    private int length() throws IOException {
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
