package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A layer in memory, for tests that write their files as text. */
public final class MemoryFiles implements SameLayerFiles {
    private final TreeMap<String, byte[]> contents = new TreeMap<>();

    /** One more file. */
    public MemoryFiles with(String path, byte[] content) {
        contents.put(path, content);
        return this;
    }

    /** One more file, of text. */
    public MemoryFiles with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads every file an ecosystem wants, in path order, as one layer. */
    public Reading readAll(Ecosystem ecosystem) throws IOException {
        List<dev.seawall.engine.model.Package> packages = new ArrayList<>();
        List<Reading.OwnedFiles> owned = new ArrayList<>();
        for (String path : contents.keySet()) {
            if (ecosystem.wants(entry(path))) {
                Reading reading = ecosystem.read(entry(path), this);
                packages.addAll(reading.packages());
                owned.addAll(reading.owned());
            }
        }
        return new Reading(packages, owned);
    }

    /** Reads one file, whether the ecosystem wants it or not. */
    public Reading read(Ecosystem ecosystem, String path) throws IOException {
        return ecosystem.read(entry(path), this);
    }

    private FileEntry entry(String path) {
        return new FileEntry(path, FileEntry.Kind.FILE, contents.get(path).length, 0644, 0, 0, 0, null);
    }

    @Override
    public Optional<FileContent> content(String path) {
        return Optional.ofNullable(contents.get(path)).map(InMemory::new);
    }

    @Override
    public List<FileEntry> list(String directory) {
        return contents.keySet().stream()
                .map(this::entry)
                .filter(e -> e.directory().equals(directory))
                .toList();
    }

    private record InMemory(byte[] content) implements FileContent {
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
            return new Channel(ByteBuffer.wrap(content));
        }
    }

    private record Channel(ByteBuffer bytes) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer into) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int length = Math.min(into.remaining(), bytes.remaining());
            into.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            return length;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException("read-only");
        }

        @Override
        public long position() {
            return bytes.position();
        }

        @Override
        public SeekableByteChannel position(long position) {
            bytes.position((int) Math.min(position, bytes.limit()));
            return this;
        }

        @Override
        public long size() {
            return bytes.limit();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException("read-only");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
