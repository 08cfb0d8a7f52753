package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a sparse file are stored; the rest are zeros.
 *
 * @param parts offset and length of each, ascending, inside the real size
 */
record SparseMap(long realSize, List<Part> parts) {
    private static final int MAX_PARTS = 1_000_000;
    private static final int BLOCK = 512;

    record Part(long offset, long length) {}

    /** Reads one more header block. */
    interface Blocks {
        byte[] next() throws IOException;
    }

    /** Four parts in the header, twenty-one in each block that follows. */
    static SparseMap oldGnu(TarHeader header, Blocks blocks) throws IOException {
        List<Long> numbers = new ArrayList<>();
        addParts(header, 386, 4, numbers);
        boolean more = header.block()[482] != 0;
        while (more) {
            TarHeader block = new TarHeader(blocks.next());
            addParts(block, 0, 21, numbers);
            more = block.block()[504] != 0;
            checkCount(numbers.size());
        }
        return of(header.number(483, 12), numbers);
    }

    private static void addParts(TarHeader block, int from, int count, List<Long> numbers)
            throws MalformedFileException {
        for (int i = 0; i < count && block.block()[from + 24 * i] != 0; i++) {
            numbers.add(block.number(from + 24 * i, 12));
            numbers.add(block.number(from + 24 * i + 12, 12));
        }
    }

    /** The map of PAX sparse 0.0, 0.1 or 1.0, or null where the file is not sparse. */
    static @Nullable SparseMap pax(PaxRecords pax, TarReader content) throws IOException {
        if (pax.text("GNU.sparse.major").orElse("").equals("1")) {
            return of(pax.number("GNU.sparse.realsize", -1), readDecimals(content));
        }
        long size = pax.number("GNU.sparse.size", -1);
        if (size < 0) {
            return null;
        }
        List<Long> numbers = new ArrayList<>(pax.sparse());
        String map = pax.text("GNU.sparse.map").orElse("");
        if (!map.isEmpty()) {
            numbers.clear();
            for (String number : map.split(",", -1)) {
                numbers.add(PaxRecords.decimal(number.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return of(size, numbers);
    }

    /** Version 1.0: the content begins with whole blocks of decimal lines, the count of parts first. */
    private static List<Long> readDecimals(TarReader content) throws IOException {
        List<Long> numbers = new ArrayList<>();
        long expected = -1;
        byte[] block = new byte[BLOCK];
        StringBuilder digits = new StringBuilder();
        while (expected < 0 || numbers.size() < expected) {
            if (content.readStoredFully(block, 0, BLOCK) < BLOCK) {
                throw new MalformedFileException("the map of a sparse file is cut off");
            }
            for (int i = 0; i < BLOCK && (expected < 0 || numbers.size() < expected); i++) {
                if (block[i] != '\n') {
                    addDigit(digits, block[i]);
                    continue;
                }
                long number = PaxRecords.decimal(digits.toString().getBytes(StandardCharsets.UTF_8));
                digits.setLength(0);
                if (expected < 0) {
                    checkCount(number);
                    expected = 2 * number;
                } else {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    private static void addDigit(StringBuilder digits, byte digit) throws MalformedFileException {
        if (digits.length() > 20) {
            throw new MalformedFileException("the map of a sparse file is malformed");
        }
        digits.append((char) (digit & 0xff));
    }

    private static void checkCount(long count) throws MalformedFileException {
        if (count < 0 || count > 2L * MAX_PARTS) {
            throw new MalformedFileException("too many parts of a sparse file");
        }
    }

    private static SparseMap of(long realSize, List<Long> numbers) throws MalformedFileException {
        List<Part> parts = new ArrayList<>();
        long at = 0;
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            long offset = numbers.get(i);
            long length = numbers.get(i + 1);
            if (offset < at || length < 0 || offset > realSize - length) {
                throw new MalformedFileException("the map of a sparse file is malformed");
            }
            at = offset + length;
            parts.add(new Part(offset, length));
        }
        if (realSize < 0 || numbers.size() % 2 != 0) {
            throw new MalformedFileException("the map of a sparse file is malformed");
        }
        return new SparseMap(realSize, List.copyOf(parts));
    }
}
