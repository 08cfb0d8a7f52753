package dev.seawall.engine.ecosystem.composer;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Located;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads PHP's serialization format of arrays and scalars: {@code a:1:{s:4:"name";i:5;}}. Objects, which pear never
 * writes, are refused.
 */
final class PhpSerialized {
    private static final int DEEPEST = 100;

    private final byte[] bytes;
    private int at;

    private PhpSerialized(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The first value; arrays become objects whose fields are the array's keys.
     *
     * @throws MalformedFileException where the bytes are not such a value
     */
    static Located parse(byte[] bytes) throws MalformedFileException {
        return bytes.length == 0 ? Located.MISSING : new PhpSerialized(bytes).value(0);
    }

    private Located value(int depth) throws MalformedFileException {
        if (depth > DEEPEST) {
            throw new MalformedFileException("serialized PHP nested too deeply");
        }
        char type = next();
        return switch (type) {
            case 'a' -> array(depth);
            case 's' -> Located.scalar(1, string());
            case 'i', 'd', 'b' -> {
                expect(':');
                yield Located.scalar(1, until(';'));
            }
            case 'N' -> {
                expect(';');
                yield Located.scalar(1, null);
            }
            default -> throw new MalformedFileException("not serialized PHP at byte " + at);
        };
    }

    private Located array(int depth) throws MalformedFileException {
        int size = length();
        expect('{');
        Map<String, Located> fields = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String key = value(depth + 1).text();
            fields.put(key, value(depth + 1));
        }
        expect('}');
        return Located.object(1, fields);
    }

    private String string() throws MalformedFileException {
        int size = length();
        expect('"');
        if (size > bytes.length - at) {
            throw new MalformedFileException("serialized PHP string past the end");
        }
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        expect('"');
        expect(';');
        return text;
    }

    private int length() throws MalformedFileException {
        expect(':');
        String digits = until(':');
        if (!digits.matches("\\d{1,9}")) {
            throw new MalformedFileException("not a length in serialized PHP");
        }
        return Integer.parseInt(digits);
    }

    private String until(char end) throws MalformedFileException {
        int start = at;
        while (next() != end) {
            if (at - start > 40) {
                throw new MalformedFileException("not a number in serialized PHP");
            }
        }
        return new String(bytes, start, at - 1 - start, StandardCharsets.US_ASCII);
    }

    private void expect(char wanted) throws MalformedFileException {
        if (next() != wanted) {
            throw new MalformedFileException("not serialized PHP at byte " + at);
        }
    }

    private char next() throws MalformedFileException {
        if (at >= bytes.length) {
            throw new MalformedFileException("serialized PHP ends early");
        }
        return (char) (bytes[at++] & 0xff);
    }
}
