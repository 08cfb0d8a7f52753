package dev.seawall.engine.advisory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/** Writes small fields one after another: unsigned LEB128 numbers, UTF-8 text and lists with their length before. */
final class FieldWriter {
    private byte[] bytes = new byte[512];
    private int size;

    FieldWriter number(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    FieldWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter bytes(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    FieldWriter texts(Collection<String> texts) {
        return list(texts, this::text);
    }

    <T> FieldWriter list(Collection<T> items, Consumer<T> write) {
        number(items.size());
        items.forEach(write);
        return this;
    }

    byte[] done() {
        return Arrays.copyOf(bytes, size);
    }

    private void put(byte value) {
        room(1);
        bytes[size++] = value;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
