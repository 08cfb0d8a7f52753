package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.MalformedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the wanted content of one layer lies while the layer is read: in memory up to a bound, the rest in one
 * temporary file that has no name, so that not even a killed process leaves it behind.
 */
final class Spool implements Closeable {
    private static final int MAX_IN_MEMORY = 8 << 20;
    private static final long MAX_MEMORY = 24L << 20;
    private static final int CHUNK = 64 * 1024;

    private final long maxFileBytes;
    private @Nullable FileChannel file;
    private long fileEnd;
    private long memory;

    Spool(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    /** Reads all content; {@link #kept} says whether it must outlive the next call. */
    FileContent read(InputStream in, long sizeBytes, boolean kept) throws IOException {
        if (sizeBytes <= MAX_IN_MEMORY && (!kept || memory + sizeBytes <= MAX_MEMORY)) {
            byte[] bytes = in.readNBytes((int) sizeBytes);
            if (bytes.length < sizeBytes) {
                throw new MalformedFileException("shorter than stated");
            }
            memory += kept ? sizeBytes : 0;
            return new Contents.InMemory(bytes);
        }
        return write(in, sizeBytes);
    }

    /** Whether that much more still fits the bound on temporary space. */
    boolean hasRoom(long sizeBytes) {
        return fileEnd + sizeBytes <= maxFileBytes;
    }

    /** Forgets the content written last. */
    void release(FileContent content) throws IOException {
        if (content instanceof Contents.Spooled(FileChannel channel, long offset, long size)
                && offset + size == fileEnd) {
            channel.truncate(offset);
            fileEnd = offset;
        }
    }

    private FileContent write(InputStream in, long sizeBytes) throws IOException {
        FileChannel target = open();
        long start = fileEnd;
        byte[] chunk = new byte[CHUNK];
        long left = sizeBytes;
        while (left > 0) {
            int count = in.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (count < 0) {
                throw new MalformedFileException("shorter than stated");
            }
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
            while (bytes.hasRemaining()) {
                fileEnd += target.write(bytes, fileEnd);
            }
            left -= count;
        }
        return new Contents.Spooled(target, start, sizeBytes);
    }

    private FileChannel open() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("seawall-layer", ".tmp");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
