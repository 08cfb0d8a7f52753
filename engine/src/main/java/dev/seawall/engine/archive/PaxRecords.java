package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code length key=value} records of a PAX extension header. An empty value deletes a global one. */
final class PaxRecords {
    static final PaxRecords EMPTY = new PaxRecords(Map.of(), List.of());
    private static final int MAX_SPARSE_RECORDS = 1_000_000;

    private final Map<String, byte[]> values;
    /** Offsets and sizes of sparse format 0.0, which repeats its keys. */
    private final List<Long> sparse;

    private PaxRecords(Map<String, byte[]> values, List<Long> sparse) {
        this.values = values;
        this.sparse = sparse;
    }

    static PaxRecords parse(byte[] content) throws MalformedFileException {
        Map<String, byte[]> values = new LinkedHashMap<>();
        List<Long> sparse = new ArrayList<>();
        int at = 0;
        while (at < content.length && content[at] != 0) {
            int lengthEnd = indexOf(content, (byte) ' ', at);
            int end = at + length(content, at, lengthEnd);
            int equals = indexOf(content, (byte) '=', lengthEnd);
            if (end > content.length || equals >= end || content[end - 1] != '\n') {
                throw new MalformedFileException("malformed PAX record");
            }
            String key = new String(content, lengthEnd + 1, equals - lengthEnd - 1, StandardCharsets.UTF_8);
            byte[] value = Arrays.copyOfRange(content, equals + 1, end - 1);
            if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
                sparse.add(decimal(value));
            } else if (isOfUse(key)) {
                values.put(key, value);
            }
            at = end;
        }
        if (sparse.size() > MAX_SPARSE_RECORDS) {
            throw new MalformedFileException("too many parts of a sparse file");
        }
        return new PaxRecords(values, sparse);
    }

    /** Keeps what the walker reads, so that a thousand extended attributes cost nothing. */
    private static boolean isOfUse(String key) {
        return switch (key) {
            case "path", "linkpath", "size", "uid", "gid", "mtime" -> true;
            default -> key.startsWith("GNU.sparse.");
        };
    }

    private static int length(byte[] content, int from, int to) throws MalformedFileException {
        int length = 0;
        for (int i = from; i < to; i++) {
            int digit = content[i] - '0';
            if (digit < 0 || digit > 9 || length > content.length) {
                throw new MalformedFileException("malformed PAX record");
            }
            length = length * 10 + digit;
        }
        if (length <= to - from + 1) {
            throw new MalformedFileException("malformed PAX record");
        }
        return Math.min(length, content.length + 1);
    }

    private static int indexOf(byte[] content, byte wanted, int from) throws MalformedFileException {
        for (int i = from; i < content.length; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        throw new MalformedFileException("malformed PAX record");
    }

    /** These records overridden by others. */
    PaxRecords with(PaxRecords other) {
        if (values.isEmpty()) {
            return other;
        }
        if (other.values.isEmpty() && other.sparse.isEmpty()) {
            return this;
        }
        Map<String, byte[]> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        return new PaxRecords(both, other.sparse);
    }

    /** A text value as it is stored. */
    Optional<byte[]> bytes(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> value.length > 0);
    }

    /** A text value. */
    Optional<String> text(String key) {
        return bytes(key).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    List<Long> sparse() {
        return sparse;
    }

    long number(String key, long otherwise) throws MalformedFileException {
        Optional<byte[]> value = bytes(key);
        return value.isPresent() ? decimal(value.get()) : otherwise;
    }

    /** A time in seconds, its fraction dropped; a malformed one is as good as none. */
    long seconds(String key, long otherwise) {
        String text = text(key).orElse("");
        int dot = text.indexOf('.');
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(dot < 0 ? text : text.substring(0, dot));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    static long decimal(byte[] value) throws MalformedFileException {
        try {
            return Long.parseLong(new String(value, StandardCharsets.ISO_8859_1).strip());
        } catch (NumberFormatException e) {
            throw new MalformedFileException("a PAX number is no number", e);
        }
    }
}
