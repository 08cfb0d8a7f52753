package dev.seawall.engine.scan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** A read-only channel with a fixed size over something that can be read at any offset. */
final class WindowChannel implements SeekableByteChannel {
    /** Reads at an offset below the size; returns how many bytes, at least one, or -1. */
    interface Source {
        int read(long offset, ByteBuffer target) throws IOException;
    }

    private final Source source;
    private final long size;
    private final @Nullable Closeable resource;
    private long position;
    private boolean open = true;

    WindowChannel(Source source, long size) {
        this(source, size, null);
    }

    WindowChannel(Source source, long size, @Nullable Closeable resource) {
        this.source = source;
        this.size = size;
        this.resource = resource;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        int count = target.hasRemaining() ? source.read(position, target) : 0;
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (resource != null) {
            resource.close();
        }
    }
}
