package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Bounded random access to a database. The records of an honest database do not overlap, so all of them together are no
 * larger than the file; {@link #spend} enforces that, which stops records that point at the same pages again and again.
 */
final class Blocks {
    private final SeekableByteChannel channel;
    private final long sizeBytes;
    private long leftBytes;

    Blocks(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.sizeBytes = channel.size();
        this.leftBytes = sizeBytes;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Exactly these bytes; malformed where the file ends before. */
    byte[] read(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > sizeBytes - length) {
            throw new MalformedFileException("the database is truncated");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(offset);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new MalformedFileException("the database is truncated");
            }
        }
        return buffer.array();
    }

    /** Counts a record of this length before memory is taken for it. */
    void spend(long length) throws MalformedFileException {
        if (length < 0 || length > leftBytes) {
            throw new MalformedFileException("the records are larger than the database");
        }
        leftBytes -= length;
    }
}
