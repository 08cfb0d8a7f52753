package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a 512-byte tar header that an index needs.
 *
 * @param type the type flag, {@code '0'} for what old tars leave empty
 */
record TarHeader(String name, char type, long sizeBytes, String link) {
    private static final int CHECKSUM = 148;

    static TarHeader parse(byte[] block) throws MalformedFileException {
        if (!checksumHolds(block)) {
            throw new MalformedFileException("not a tar: a header's checksum is wrong");
        }
        char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
        boolean ustar = field(block, 257, 5).equals("ustar") && block[262] == 0;
        String prefix = ustar ? field(block, 345, 155) : "";
        String name = field(block, 0, 100);
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, type, size(block), field(block, 157, 100));
    }

    /** True for a regular file, whatever old or odd flag says so. */
    boolean isFile() {
        return type == '0' || type == '7' || type == 'S';
    }

    boolean isLink() {
        return type == '1' || type == '2';
    }

    /** Links, devices and directories have no content, whatever their size field says. */
    boolean hasContent() {
        return type < '1' || type > '6';
    }

    static boolean checksumHolds(byte[] block) {
        long stated = octal(block, CHECKSUM, 8);
        int sum = 0;
        for (int i = 0; i < block.length; i++) {
            boolean own = i >= CHECKSUM && i < CHECKSUM + 8;
            sum += own ? ' ' : block[i] & 0xff;
        }
        return stated == sum;
    }

    private static long size(byte[] block) throws MalformedFileException {
        long size = (block[124] & 0x80) == 0 ? octal(block, 124, 12) : binary(block);
        if (size < 0) {
            throw new MalformedFileException("a malformed size in a tar header");
        }
        return size;
    }

    /** GNU's form for sizes over 8 GiB; what does not fit 63 bits comes back negative. */
    private static long binary(byte[] block) {
        long size = block[124] & 0x7f;
        for (int i = 125; i < 136; i++) {
            if (size >>> 55 != 0) {
                return -1;
            }
            size = size << 8 | (block[i] & 0xff);
        }
        return size;
    }

    /** -1 where the field is no octal number. */
    private static long octal(byte[] block, int offset, int length) {
        String digits = field(block, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String field(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    static int decimal(String digits) throws MalformedFileException {
        return Math.toIntExact(Math.min(decimalLong(digits), Integer.MAX_VALUE / 2));
    }

    static long decimalLong(String digits) throws MalformedFileException {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new MalformedFileException("a malformed number in an extended header");
        }
        return Long.parseLong(digits);
    }
}
