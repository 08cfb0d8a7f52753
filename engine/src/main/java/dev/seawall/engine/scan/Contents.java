package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The places where the bytes of a wanted file may lie: memory, the layer's temporary file, or the disk scanned. */
final class Contents {
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

    private Contents() {}

    /** Bytes in memory. */
    record InMemory(byte[] bytes) implements FileContent {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public SeekableByteChannel channel() {
            return new WindowChannel(
                    (at, target) -> {
                        int count = (int) Math.min(target.remaining(), bytes.length - at);
                        target.put(bytes, (int) at, count);
                        return count;
                    },
                    bytes.length);
        }
    }

    /** A slice of a temporary file that stays open as long as its layer is read. */
    record Spooled(FileChannel file, long offset, long sizeBytes) implements FileContent {
        @Override
        public byte[] bytes() throws IOException {
            return allBytes(this);
        }

        @Override
        public InputStream open() throws IOException {
            return Channels.newInputStream(channel());
        }

        @Override
        public SeekableByteChannel channel() {
            return new WindowChannel(
                    (at, target) -> {
                        ByteBuffer limited = target.duplicate();
                        limited.limit(target.position() + (int) Math.min(target.remaining(), sizeBytes - at));
                        int count = file.read(limited, offset + at);
                        target.position(target.position() + Math.max(0, count));
                        return count;
                    },
                    sizeBytes);
        }
    }

    /** A file of the directory scanned, opened anew each time and never through a link. */
    record OnDisk(Path path, Path directory, long sizeBytes) implements FileContent {
        @Override
        public byte[] bytes() throws IOException {
            return allBytes(this);
        }

        @Override
        public InputStream open() throws IOException {
            return Channels.newInputStream(channel());
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            if (!directory.toRealPath().equals(directory)) {
                throw new IOException("its directory became a link");
            }
            SeekableByteChannel file =
                    Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            return new WindowChannel(
                    (at, target) -> {
                        file.position(at);
                        return file.read(target);
                    },
                    sizeBytes,
                    file);
        }
    }

    private static byte[] allBytes(FileContent content) throws IOException {
        if (content.sizeBytes() > MAX_ARRAY) {
            throw new MalformedFileException("too large to be read at once");
        }
        ByteBuffer all = ByteBuffer.allocate((int) content.sizeBytes());
        try (SeekableByteChannel channel = content.channel()) {
            while (all.hasRemaining() && channel.read(all) >= 0) {}
        }
        if (all.hasRemaining()) {
            throw new MalformedFileException("shorter than stated");
        }
        return all.array();
    }
}
