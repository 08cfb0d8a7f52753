package dev.seawall.engine.net;

import dev.seawall.engine.files.PieceStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A blob read over as many connections as it takes: where one breaks, the next asks for the rest by Range. Gives up when
 * several in a row bring nothing.
 */
final class ResumingStream extends PieceStream {
    /** Opens the blob from an offset. */
    @FunctionalInterface
    interface Opener {
        /** @param offset first byte wanted; an answer from byte 0 has been skipped to there already */
        InputStream open(long offset) throws IOException;
    }

    /** Waits before the next try, or throws where there were enough. */
    @FunctionalInterface
    interface Patience {
        void rest(int failures, IOException because) throws IOException;
    }

    private final Opener opener;
    private final Patience patience;
    private final long sizeBytes;
    private @Nullable InputStream current;
    private long position;
    private int failures;
    private boolean closed;

    /**
     * @param first the stream opened already, so that a missing blob is told at once
     * @param sizeBytes of the blob, or -1
     */
    ResumingStream(InputStream first, long sizeBytes, Opener opener, Patience patience) {
        this.current = first;
        this.sizeBytes = sizeBytes;
        this.opener = opener;
        this.patience = patience;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        while (length > 0) {
            try {
                int n = readOnce(target, offset, length);
                failures = n > 0 ? 0 : failures;
                return n;
            } catch (RefusedException | RegistryException e) {
                throw e;
            } catch (IOException e) {
                disconnect();
                patience.rest(failures++, e);
            }
        }
        return 0;
    }

    private int readOnce(byte[] target, int offset, int length) throws IOException {
        InputStream in = current;
        if (in == null) {
            in = opener.open(position);
            current = in;
        }
        int n = in.read(target, offset, length);
        if (n > 0) {
            position += n;
            if (sizeBytes >= 0 && position > sizeBytes) {
                throw new RefusedException("the blob is longer than the " + sizeBytes + " bytes its manifest states");
            }
        } else if (n < 0 && position < sizeBytes) {
            throw new EOFException("the blob ended after " + position + " of " + sizeBytes + " bytes");
        }
        return n;
    }

    private void disconnect() {
        InputStream in = current;
        current = null;
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            failures++;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        InputStream in = current;
        if (in != null) {
            in.close();
        }
    }
}
