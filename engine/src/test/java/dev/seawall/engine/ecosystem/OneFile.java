package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/** A layer of a single file held in memory. */
public record OneFile(FileEntry entry, byte[] content) implements SameLayerFiles, FileContent {
    public static OneFile of(String path, byte[] content) {
        return new OneFile(new FileEntry(path, FileEntry.Kind.FILE, content.length, 0755, 0, 0, 0, null), content);
    }

    /** What an ecosystem reads from it. */
    public Reading readBy(Ecosystem ecosystem) throws IOException {
        return ecosystem.read(entry, this);
    }

    @Override
    public Optional<FileContent> content(String path) {
        return path.equals(entry.path()) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public List<FileEntry> list(String directory) {
        return directory.equals(entry.directory()) ? List.of(entry) : List.of();
    }

    @Override
    public long sizeBytes() {
        return content.length;
    }

    @Override
    public byte[] bytes() {
        return content;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public SeekableByteChannel channel() {
        return new InMemory(content);
    }

    private static final class InMemory implements SeekableByteChannel {
        private final byte[] content;
        private long position;
        private boolean closed;

        private InMemory(byte[] content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
            if (position >= content.length) {
                return -1;
            }
            int length = (int) Math.min(into.remaining(), content.length - position);
            into.put(content, (int) position, length);
            position += length;
            return length;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
