package dev.seawall.engine.scan;

import dev.seawall.engine.files.PieceFilter;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The stored bytes of a layer: counted, digested, and with failures of the source told from damaged content. */
final class SourceStream extends PieceFilter {
    private final @Nullable MessageDigest digest;
    private final LongConsumer progress;
    private volatile long count;

    /** The source of a layer failed: connection lost, file unreadable. */
    static final class SourceException extends IOException {
        private static final long serialVersionUID = 1L;

        SourceException(IOException cause) {
            super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    SourceStream(InputStream source, @Nullable MessageDigest digest, LongConsumer progress) {
        super(source);
        this.digest = digest;
        this.progress = progress;
    }

    /** How many bytes were read so far. */
    long count() {
        return count;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    public int read(byte[] target, int from, int length) throws IOException {
        int read;
        try {
            read = in.read(target, from, length);
        } catch (IOException e) {
            throw new SourceException(e);
        }
        if (read > 0) {
            count += read;
            progress.accept(read);
            if (digest != null) {
                digest.update(target, from, read);
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 64 * 1024)).length;
    }
}
