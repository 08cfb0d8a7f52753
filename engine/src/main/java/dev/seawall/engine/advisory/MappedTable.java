package dev.seawall.engine.advisory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An immutable file of keys and values, mapped into memory: open costs a checksum over the tables, a lookup a binary
 * search and the inflation of one value.
 *
 * <p>Little endian. Header of {@value #HEADER} bytes: magic, format, flags, key count, where key offsets, value
 * offsets, keys and dictionary start, dictionary length, CRC-32C of everything after the values, file size, CRC-32C of
 * the header. Then the values, each CRC-32C of what follows, length when inflated, raw deflate with the dictionary (or
 * plain bytes, by the flags). Then key offsets (4 bytes each, one more than keys), value offsets (8 bytes each), the
 * keys in byte order, the dictionary. Every number is checked before it is used: the file may come from anywhere.
 */
final class MappedTable implements AutoCloseable {
    /** Raised whenever the layout or {@link AdvisoryCodec} changes; another format is not read. */
    static final int FORMAT = 1;

    static final long MAGIC = 0x3142_4156_4441_5753L; // "SWADVAB1"
    static final int HEADER = 80;
    static final int COMPRESSED = 1;
    static final int MAX_VALUE_BYTES = 64 << 20;

    private final Arena arena;
    private final ByteBuffer file;
    private final int count;
    private final int keyOffsets;
    private final int valueOffsets;
    private final int keys;
    private final int keysLength;
    private final byte[] dictionary;
    private final boolean compressed;
    private final Inflater inflater = new Inflater(true);
    private boolean open = true;

    private MappedTable(Arena arena, ByteBuffer file) throws IOException {
        this.arena = arena;
        this.file = file;
        checkHeader();
        count = position(16, file.limit() / 12);
        keyOffsets = position(24, file.limit());
        valueOffsets = position(32, file.limit());
        keys = position(40, file.limit());
        int dictionaryAt = position(48, file.limit());
        boolean ordered = keyOffsets >= HEADER
                && valueOffsets == keyOffsets + 4L * (count + 1L)
                && keys == valueOffsets + 8L * (count + 1L)
                && dictionaryAt >= keys
                && file.limit() - dictionaryAt == file.getInt(56);
        require(ordered, "its tables overlap");
        require(crc(keyOffsets, file.limit() - keyOffsets) == file.getInt(60), "the checksum of its tables is wrong");
        keysLength = dictionaryAt - keys;
        compressed = (file.getInt(12) & COMPRESSED) != 0;
        dictionary = slice(dictionaryAt, file.limit() - dictionaryAt);
    }

    /**
     * Maps a table.
     *
     * @throws IOException where it cannot be read, is of another format, or is damaged
     */
    static MappedTable open(Path path) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            require(size >= HEADER && size <= Integer.MAX_VALUE, "its size is impossible");
            ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            return new MappedTable(arena, file);
        } catch (IOException e) {
            arena.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private void checkHeader() throws IOException {
        require(file.getLong(0) == MAGIC, "it is not an advisory table");
        require(file.getInt(8) == FORMAT, "it is of another format");
        require(crc(0, HEADER - 4) == file.getInt(HEADER - 4), "the checksum of its header is wrong");
        require(file.getLong(64) == file.limit(), "it is cut off");
    }

    private int position(int at, int most) throws IOException {
        long value = file.getLong(at);
        require(value >= 0 && value <= most, "a position lies outside the file");
        return (int) value;
    }

    /** How many keys there are. */
    int size() {
        return count;
    }

    /**
     * The value of a key, null where there is none.
     *
     * @throws IOException where the value is damaged
     */
    synchronized byte @Nullable [] find(String key) throws IOException {
        require(open, "it was closed");
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compareKey(middle, wanted);
            if (order == 0) {
                return value(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    private int compareKey(int index, byte[] wanted) throws IOException {
        int start = file.getInt(keyOffsets + 4 * index);
        int end = file.getInt(keyOffsets + 4 * index + 4);
        require(start >= 0 && start <= end && end <= keysLength, "a key lies outside the table");
        int common = Math.min(end - start, wanted.length);
        for (int i = 0; i < common; i++) {
            int order = (file.get(keys + start + i) & 0xff) - (wanted[i] & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return end - start - wanted.length;
    }

    /** The key at an index in order, from 0. */
    synchronized String key(int index) throws IOException {
        require(open && index >= 0 && index < count, "there is no such key");
        int start = file.getInt(keyOffsets + 4 * index);
        int end = file.getInt(keyOffsets + 4 * index + 4);
        require(start >= 0 && start <= end && end <= keysLength, "a key lies outside the table");
        return new String(slice(keys + start, end - start), StandardCharsets.UTF_8);
    }

    /** The value at an index in key order, from 0. */
    synchronized byte[] value(int index) throws IOException {
        require(open && index >= 0 && index < count, "there is no such value");
        long start = file.getLong(valueOffsets + 8 * index);
        long end = file.getLong(valueOffsets + 8 * index + 8);
        require(start >= HEADER && end >= start + 8 && end <= keyOffsets, "a value lies outside the table");
        int at = (int) start;
        int length = (int) (end - start);
        require(crc(at + 4, length - 4) == file.getInt(at), "the checksum of a value is wrong");
        int rawLength = file.getInt(at + 4);
        require(rawLength >= 0 && rawLength <= MAX_VALUE_BYTES, "a value has an impossible length");
        byte[] stored = slice(at + 8, length - 8);
        return compressed ? inflate(stored, rawLength) : stored;
    }

    private byte[] inflate(byte[] stored, int rawLength) throws IOException {
        byte[] raw = new byte[rawLength];
        inflater.reset();
        inflater.setInput(stored);
        if (dictionary.length > 0) {
            inflater.setDictionary(dictionary);
        }
        try {
            int done = 0;
            while (done < rawLength) {
                int more = inflater.inflate(raw, done, rawLength - done);
                require(more > 0, "a value is cut off");
                done += more;
            }
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new IOException("the advisory store is damaged: a value does not inflate", e);
        }
        return raw;
    }

    /** Reads every key and value once. @throws IOException where anything is damaged */
    void verify() throws IOException {
        String last = "";
        for (int i = 0; i < count; i++) {
            String key = key(i);
            require(i == 0 || compareKey(i, last.getBytes(StandardCharsets.UTF_8)) > 0, "its keys are out of order");
            value(i);
            last = key;
        }
    }

    private int crc(int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file.slice(at, length));
        return (int) crc.getValue();
    }

    private byte[] slice(int at, int length) {
        byte[] bytes = new byte[length];
        file.get(at, bytes);
        return bytes;
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException("the advisory store is damaged: " + otherwise);
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            inflater.end();
            arena.close();
        }
    }
}
