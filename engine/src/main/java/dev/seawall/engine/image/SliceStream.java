package dev.seawall.engine.image;

import dev.seawall.engine.files.PieceStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Part of a file as a stream; many can read one channel at once, since each keeps its own position. */
final class SliceStream extends PieceStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    SliceStream(FileChannel channel, long offset, long sizeBytes) {
        this.channel = channel;
        this.position = offset;
        this.end = offset + sizeBytes;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int wanted = Math.toIntExact(Math.min(length, end - position));
        int n = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        if (n < 0) {
            throw new EOFException("the archive became shorter while it was read");
        }
        position += n;
        return n;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, end - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return Math.clamp(end - position, 0, Integer.MAX_VALUE);
    }
}
