package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The central directory of a zip file, of which only the entries asked for are kept. Own code instead of a library's,
 * because a fat jar has tens of thousands of entries and we need a dozen: a library builds an object for each. Archives
 * with something before them (self-starting jars, jmod) are read too.
 */
final class ZipDirectory {
    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int LOCATOR64_SIGNATURE = 0x07064b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_ENTRIES = 500_000;
    private static final int MAX_DIRECTORY_BYTES = 64 << 20;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int CHUNK = 64 << 10;

    private final ByteSource source;
    private final List<Entry> entries;

    /**
     * One kept entry.
     *
     * @param name as the archive spells it; never used as a path on disk
     * @param compressedBytes as the directory states it
     * @param sizeBytes uncompressed, as the directory states it: not to be trusted
     */
    record Entry(String name, int method, long offset, long compressedBytes, long sizeBytes, boolean encrypted) {}

    /** Where the directory lies, and how far everything is shifted by what stands before the archive. */
    private record Place(long start, long sizeBytes, long count, long shift) {}

    private ZipDirectory(ByteSource source, List<Entry> entries) {
        this.source = source;
        this.entries = entries;
    }

    /**
     * Reads the directory and keeps the entries whose names pass.
     *
     * @throws MalformedFileException where this is not a zip file, or one over the bounds
     */
    static ZipDirectory read(ByteSource source, Predicate<String> names) throws IOException {
        Place place = place(source);
        if (place.count > MAX_ENTRIES || place.sizeBytes > MAX_DIRECTORY_BYTES) {
            throw new MalformedFileException("too large: the archive has more than " + MAX_ENTRIES + " entries");
        }
        if (place.start < 0 || place.sizeBytes < 0 || place.start + place.sizeBytes > source.sizeBytes()) {
            throw new MalformedFileException("the archive's directory lies outside the file");
        }
        ByteBuffer directory = buffer(source, place.start, (int) place.sizeBytes);
        List<Entry> kept = new ArrayList<>();
        while (directory.remaining() >= ENTRY_BYTES && directory.getInt(directory.position()) == ENTRY_SIGNATURE) {
            next(directory, place.shift, names, kept);
        }
        return new ZipDirectory(source, kept);
    }

    List<Entry> entries() {
        return entries;
    }

    private static void next(ByteBuffer directory, long shift, Predicate<String> names, List<Entry> kept)
            throws IOException {
        int at = directory.position();
        int nameBytes = directory.getShort(at + 28) & 0xffff;
        int extraBytes = directory.getShort(at + 30) & 0xffff;
        int commentBytes = directory.getShort(at + 32) & 0xffff;
        int length = ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
        if (length > directory.remaining()) {
            throw new MalformedFileException("the archive's directory is cut short");
        }
        String name = new String(directory.array(), at + ENTRY_BYTES, nameBytes, StandardCharsets.UTF_8);
        if (names.test(name)) {
            kept.add(entry(directory, at, name, nameBytes, shift));
        }
        directory.position(at + length);
    }

    private static Entry entry(ByteBuffer directory, int at, String name, int nameBytes, long shift) {
        boolean encrypted = (directory.getShort(at + 8) & 1) != 0;
        int method = directory.getShort(at + 10) & 0xffff;
        long compressed = directory.getInt(at + 20) & 0xffffffffL;
        long size = directory.getInt(at + 24) & 0xffffffffL;
        long offset = directory.getInt(at + 42) & 0xffffffffL;
        int extra = at + ENTRY_BYTES + nameBytes;
        int end = extra + (directory.getShort(at + 30) & 0xffff);
        while (extra + 4 <= end) {
            int id = directory.getShort(extra) & 0xffff;
            int field = extra + 4;
            int fieldEnd = Math.min(end, field + (directory.getShort(extra + 2) & 0xffff));
            if (id == 1) {
                long[] wide = {size, compressed, offset};
                for (int i = 0; i < wide.length; i++) {
                    if (wide[i] == 0xffffffffL && field + 8 <= fieldEnd) {
                        wide[i] = directory.getLong(field);
                        field += 8;
                    }
                }
                return new Entry(name, method, wide[2] + shift, wide[1], wide[0], encrypted);
            }
            extra = fieldEnd;
        }
        return new Entry(name, method, offset + shift, compressed, size, encrypted);
    }

    private static Place place(ByteSource source) throws IOException {
        long size = source.sizeBytes();
        int tail = (int) Math.min(size, END_BYTES + 0xffffL);
        ByteBuffer end = buffer(source, size - tail, tail);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (end.getInt(at) == END_SIGNATURE) {
                return place(source, end, at, size - tail + at);
            }
        }
        throw new MalformedFileException("not a zip archive");
    }

    private static Place place(ByteSource source, ByteBuffer end, int at, long endOffset) throws IOException {
        long count = end.getShort(at + 10) & 0xffff;
        long bytes = end.getInt(at + 12) & 0xffffffffL;
        long start = end.getInt(at + 16) & 0xffffffffL;
        boolean wide = count == 0xffff || bytes == 0xffffffffL || start == 0xffffffffL;
        if (wide && endOffset >= 20) {
            ByteBuffer locator = buffer(source, endOffset - 20, 20);
            if (locator.getInt(0) == LOCATOR64_SIGNATURE) {
                return place64(source, locator.getLong(8), endOffset - 20);
            }
        }
        return new Place(endOffset - bytes, bytes, count, endOffset - bytes - start);
    }

    private static Place place64(ByteSource source, long offset, long before) throws IOException {
        long at = offset >= 0 && offset <= before - 56 ? offset : before - 56;
        if (at < 0) {
            throw new MalformedFileException("the archive's directory lies outside the file");
        }
        ByteBuffer end = buffer(source, at, 56);
        if (end.getInt(0) != END64_SIGNATURE) {
            throw new MalformedFileException("the archive's large directory is not where it says");
        }
        return new Place(end.getLong(48), end.getLong(40), end.getLong(32), 0);
    }

    private static ByteBuffer buffer(ByteSource source, long offset, int length) throws IOException {
        return ByteBuffer.wrap(source.read(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the content of an entry begins. */
    private long dataStart(Entry entry) throws IOException {
        ByteBuffer local = buffer(source, entry.offset, LOCAL_BYTES);
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw new MalformedFileException("an entry of the archive is not where the directory says");
        }
        return entry.offset + LOCAL_BYTES + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    }

    /**
     * The content of an entry for random access: a window of this archive where it is stored as it is, else inflated
     * into memory.
     *
     * @param limitBytes most bytes to inflate
     * @throws MalformedFileException where it is damaged, encrypted or larger
     */
    ByteSource open(Entry entry, long limitBytes) throws IOException {
        if (entry.encrypted) {
            throw new MalformedFileException("an entry of the archive is encrypted");
        }
        long start = dataStart(entry);
        if (entry.compressedBytes < 0 || start + entry.compressedBytes > source.sizeBytes()) {
            throw new MalformedFileException("an entry of the archive reaches past its end");
        }
        return switch (entry.method) {
            case STORED -> source.slice(start, entry.compressedBytes);
            case DEFLATED -> ByteSource.of(inflate(start, entry.compressedBytes, entry.sizeBytes, limitBytes));
            default -> throw new MalformedFileException("an entry uses compression method " + entry.method);
        };
    }

    private byte[] inflate(long start, long compressed, long stated, long limitBytes) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            // deflate never shrinks below a thousandth, so that a lie about the size reserves little
            long plausible = Math.min(Math.min(stated, limitBytes), compressed * 1_032 + 64);
            byte[] out = new byte[(int) Math.max(64, plausible)];
            int size = 0;
            long next = start;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int chunk = (int) Math.min(CHUNK, start + compressed - next);
                    if (chunk == 0) {
                        throw new MalformedFileException("an entry of the archive is cut short");
                    }
                    inflater.setInput(source.read(next, chunk));
                    next += chunk;
                }
                if (size == out.length) {
                    out = java.util.Arrays.copyOf(out, grown(size, limitBytes, inflater));
                }
                size += inflater.inflate(out, size, out.length - size);
            }
            return size == out.length ? out : java.util.Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new MalformedFileException("an entry of the archive is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static int grown(int size, long limitBytes, Inflater inflater) throws IOException {
        if (size >= limitBytes) {
            if (inflater.finished()) {
                return size;
            }
            throw new MalformedFileException("too large: an entry inflates to more than " + (limitBytes >> 20) + " MB");
        }
        return (int) Math.min(limitBytes, Math.max(size * 2L, 4_096));
    }
}
