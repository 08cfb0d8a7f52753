package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Bytes that can be read anywhere: a whole array, a file, or a window of either. */
interface ByteSource {
    long sizeBytes();

    /**
     * Bytes at an offset.
     *
     * @throws MalformedFileException where they reach past the end
     */
    byte[] read(long offset, int length) throws IOException;

    /** A window; reads nothing yet. */
    default ByteSource slice(long offset, long length) {
        return new Slice(this, offset, length);
    }

    static ByteSource of(byte[] content) {
        return new Whole(content);
    }

    static ByteSource of(SeekableByteChannel channel) throws IOException {
        return new OnChannel(channel, channel.size());
    }

    private static void check(long offset, long length, long size) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new MalformedFileException("the archive is cut short");
        }
    }

    /** All of an array, which nobody changes. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by nobody
    record Whole(byte[] content) implements ByteSource {
        @Override
        public long sizeBytes() {
            return content.length;
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            check(offset, length, content.length);
            return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
        }
    }

    /** An open file. */
    record OnChannel(SeekableByteChannel channel, long sizeBytes) implements ByteSource {
        @Override
        public byte[] read(long offset, int length) throws IOException {
            check(offset, length, sizeBytes);
            ByteBuffer buffer = ByteBuffer.allocate(length);
            channel.position(offset);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new MalformedFileException("the archive is cut short");
                }
            }
            return buffer.array();
        }
    }

    /** A window of another source. */
    record Slice(ByteSource whole, long start, long sizeBytes) implements ByteSource {
        @Override
        public byte[] read(long offset, int length) throws IOException {
            check(offset, length, sizeBytes);
            return whole.read(start + offset, length);
        }

        @Override
        public ByteSource slice(long offset, long length) {
            return new Slice(whole, start + offset, length);
        }
    }
}
