package dev.seawall.engine.archive;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import java.util.Arrays;

/** One 512-byte header block, its checksum verified. Offsets are those of POSIX ustar and GNU tar. */
record TarHeader(byte[] block) {
    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;

    static TarHeader parse(byte[] block) throws MalformedFileException {
        TarHeader header = new TarHeader(block.clone());
        long stated = header.number(CHECKSUM_AT, 8);
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        if (stated != unsigned && stated != signed) {
            throw new MalformedFileException("a tar header's checksum does not match");
        }
        return header;
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    static byte[] untilNul(byte[] bytes) {
        return untilNul(bytes, 0, bytes.length);
    }

    private static byte[] untilNul(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    /** The name, with ustar's prefix before it. */
    byte[] name() {
        byte[] name = untilNul(block, 0, 100);
        boolean posix = block[257] == 'u' && block[261] == 'r' && block[262] == 0;
        if (!posix || block[345] == 0) {
            return name;
        }
        byte[] prefix = untilNul(block, 345, 155);
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    byte[] link() {
        return untilNul(block, 157, 100);
    }

    int mode() throws MalformedFileException {
        return (int) number(100, 8) & 07777;
    }

    long uid() throws MalformedFileException {
        return number(108, 8);
    }

    long gid() throws MalformedFileException {
        return number(116, 8);
    }

    long size() throws MalformedFileException {
        long size = number(124, 12);
        if (size < 0) {
            throw new MalformedFileException("a negative size in a tar header");
        }
        return size;
    }

    long modifiedSeconds() throws MalformedFileException {
        return number(136, 12);
    }

    /** What the entry is; old archives mark a directory by a slash at the end of its name only. */
    FileEntry.Kind kind(byte[] name) {
        return switch (type()) {
            case '0', 0 ->
                name.length > 0 && name[name.length - 1] == '/' ? FileEntry.Kind.DIRECTORY : FileEntry.Kind.FILE;
            case '7', 'S' -> FileEntry.Kind.FILE;
            case '1' -> FileEntry.Kind.HARDLINK;
            case '2' -> FileEntry.Kind.SYMLINK;
            case '5', 'D' -> FileEntry.Kind.DIRECTORY;
            default -> FileEntry.Kind.OTHER;
        };
    }

    /** True for a type that no standard knows; its content is read past. */
    boolean isUnknownType() {
        return "01234567SD\0".indexOf(type()) < 0;
    }

    /** An octal or base-256 number of a field. */
    long number(int from, int length) throws MalformedFileException {
        return (block[from] & 0x80) != 0 ? binary(from, length) : octal(from, length);
    }

    private long binary(int from, int length) throws MalformedFileException {
        boolean negative = (block[from] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = block[from + i] & 0xff;
            if (i == 0) {
                b = negative ? b | 0x80 : b & 0x7f;
            }
            long next = value << 8 | b;
            if (next >> 8 != value) {
                throw new MalformedFileException("a number in a tar header is too large");
            }
            value = next;
        }
        return value;
    }

    private long octal(int from, int length) throws MalformedFileException {
        int at = from;
        int end = from + length;
        while (at < end && (block[at] == ' ' || block[at] == 0)) {
            at++;
        }
        long value = 0;
        for (; at < end && block[at] != ' ' && block[at] != 0; at++) {
            int digit = block[at] - '0';
            if (digit < 0 || digit > 7) {
                throw new MalformedFileException("a number in a tar header is not octal");
            }
            value = value << 3 | digit;
        }
        return value;
    }
}
