package dev.seawall.engine.detect.secret;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A text under inspection. Offsets are bytes; expressions see each byte as one Latin-1 character, so both agree.
 * Not thread-safe.
 */
final class SecretText {
    private final String path;
    private final byte[] bytes;
    private @Nullable String latin;
    private int countedTo;
    private int countedLine;

    /** @param firstLine line number of the first byte, from 1 */
    SecretText(String path, byte[] bytes, int firstLine) {
        this.path = path;
        this.bytes = bytes;
        this.countedLine = firstLine;
    }

    String path() {
        return path;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    String latin() {
        String text = latin;
        if (text == null) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
            latin = text;
        }
        return text;
    }

    String slice(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The line of an offset; cheap where asked in ascending order. */
    int lineAt(int offset) {
        if (offset < countedTo) {
            countedLine -= newlines(offset, countedTo);
        } else {
            countedLine += newlines(countedTo, offset);
        }
        countedTo = offset;
        return countedLine;
    }

    private int newlines(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Where the line of an offset begins, looking back so far at most. */
    int lineStart(int offset, int most) {
        int at = offset;
        int floor = Math.max(0, offset - most);
        while (at > floor && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    int lineEnd(int offset, int most) {
        int at = offset;
        int ceiling = Math.min(bytes.length, offset + most);
        while (at < ceiling && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
