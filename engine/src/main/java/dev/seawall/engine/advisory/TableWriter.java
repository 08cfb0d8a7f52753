package dev.seawall.engine.advisory;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Writes a {@link MappedTable}: keys must come in byte order, each once. The first values make the dictionary. */
final class TableWriter implements Closeable {
    private static final int DICTIONARY_BYTES = 12 << 10;
    private static final int SAMPLE_BYTES = 256 << 10;
    private static final int SAMPLE_OF_VALUE = 384;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
    private final boolean compressed;
    private final Deflater deflater = new Deflater(6, true);
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private final List<byte[]> waiting = new ArrayList<>();
    private int[] keyOffsets = new int[1024];
    private long[] valueOffsets = new long[1024];
    private int count;
    private int written;
    private int waitingBytes;
    private long position = MappedTable.HEADER;
    private byte[] dictionary = {};
    private boolean sampling;

    TableWriter(Path path, boolean compressed) throws IOException {
        this.compressed = compressed;
        this.sampling = compressed;
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(position);
    }

    /** Adds the next key. */
    void add(byte[] key, byte[] value) throws IOException {
        if (value.length > MappedTable.MAX_VALUE_BYTES) {
            throw new IOException("the advisories of one package take more than " + MappedTable.MAX_VALUE_BYTES);
        }
        room();
        keyOffsets[count++] = keys.size();
        keys.writeBytes(key);
        if (sampling) {
            waiting.add(value);
            waitingBytes += value.length;
            if (waitingBytes > SAMPLE_BYTES) {
                endSampling();
            }
        } else {
            write(value);
        }
    }

    /** Leaves room for the offsets of this key, the next one and the end. */
    private void room() {
        if (count + 2 > keyOffsets.length) {
            keyOffsets = Arrays.copyOf(keyOffsets, 2 * keyOffsets.length);
            valueOffsets = Arrays.copyOf(valueOffsets, 2 * valueOffsets.length);
        }
    }

    private void endSampling() throws IOException {
        sampling = false;
        dictionary = dictionary();
        for (byte[] value : waiting) {
            write(value);
        }
        waiting.clear();
    }

    /** Evenly spread starts of values; small tables have no use for one. */
    private byte[] dictionary() {
        int wanted = Math.min(DICTIONARY_BYTES, waitingBytes / 8);
        int step = Math.max(1, waiting.size() * SAMPLE_OF_VALUE / Math.max(1, wanted));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < waiting.size() && out.size() < wanted; i += step) {
            byte[] value = waiting.get(i);
            out.write(value, 0, Math.min(value.length, SAMPLE_OF_VALUE));
        }
        return out.toByteArray();
    }

    private void write(byte[] value) throws IOException {
        byte[] stored = compressed ? deflate(value) : value;
        valueOffsets[written++] = position;
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(4, value.length);
        CRC32C crc = new CRC32C();
        crc.update(head.array(), 4, 4);
        crc.update(stored);
        head.putInt(0, (int) crc.getValue());
        put(head.array());
        put(stored);
    }

    private byte[] deflate(byte[] value) {
        deflater.reset();
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(value);
        deflater.finish();
        byte[] out = new byte[value.length + value.length / 1000 + 64];
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(out, size, out.length - size);
            if (size == out.length) {
                out = Arrays.copyOf(out, 2 * out.length);
            }
        }
        return Arrays.copyOf(out, size);
    }

    private void put(byte[] bytes) throws IOException {
        position += bytes.length;
        if (bytes.length > buffer.remaining()) {
            flush();
        }
        if (bytes.length > buffer.capacity()) {
            writeAll(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        writeAll(buffer);
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Writes the tables and the header and forces everything to disk. */
    void finish() throws IOException {
        if (sampling) {
            endSampling();
        }
        room();
        keyOffsets[count] = keys.size();
        valueOffsets[count] = position;
        long tablesAt = position;
        byte[] tables = tables();
        if (tablesAt + tables.length > Integer.MAX_VALUE) {
            throw new IOException("one ecosystem takes more than 2 GiB");
        }
        put(tables);
        flush();
        writeHeader(tablesAt, tables);
        channel.force(true);
    }

    private byte[] tables() {
        int size = 12 * (count + 1) + keys.size() + dictionary.length;
        ByteBuffer tables = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= count; i++) {
            tables.putInt(keyOffsets[i]);
        }
        for (int i = 0; i <= count; i++) {
            tables.putLong(valueOffsets[i]);
        }
        return tables.put(keys.toByteArray()).put(dictionary).array();
    }

    private void writeHeader(long tablesAt, byte[] tables) throws IOException {
        CRC32C tablesCrc = new CRC32C();
        tablesCrc.update(tables);
        long valuesAt = tablesAt + 4L * (count + 1);
        long keysAt = valuesAt + 8L * (count + 1);
        ByteBuffer header = ByteBuffer.allocate(MappedTable.HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MappedTable.MAGIC).putInt(MappedTable.FORMAT).putInt(compressed ? MappedTable.COMPRESSED : 0);
        header.putLong(count).putLong(tablesAt).putLong(valuesAt).putLong(keysAt);
        header.putLong(keysAt + keys.size()).putInt(dictionary.length).putInt((int) tablesCrc.getValue());
        header.putLong(position);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, MappedTable.HEADER - 4);
        header.putInt(MappedTable.HEADER - 4, (int) crc.getValue());
        channel.position(0);
        writeAll(header.rewind());
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        channel.close();
    }
}
