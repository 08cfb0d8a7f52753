package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The members of an uncompressed tar, read where they lie. */
final class ArchiveBlobs implements BlobStore {
    private final FileChannel channel;
    private final TarIndex index;

    /** Takes the channel over: closed with this, or at once where it is no tar. */
    ArchiveBlobs(FileChannel channel) throws IOException {
        this.channel = channel;
        try {
            this.index = TarIndex.read(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean has(String path) {
        return index.find(path).isPresent();
    }

    @Override
    public long sizeBytes(String path) {
        return index.find(path).map(TarIndex.Slice::sizeBytes).orElse(-1L);
    }

    @Override
    public InputStream open(String path) throws IOException {
        Optional<TarIndex.Slice> slice = index.find(path);
        if (slice.isEmpty()) {
            throw new MalformedFileException(path + " is missing in the archive");
        }
        return new SliceStream(channel, slice.get().offset(), slice.get().sizeBytes());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
