package dev.seawall.engine.scan;

import dev.seawall.engine.files.PieceStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads its source in a thread of its own, a bounded number of pieces ahead: puts the source's work (decompression, a
 * digest, the network) on another core. The source is read, and closed, by that thread alone.
 */
final class ReadAhead extends PieceStream {
    private static final int PIECES = 6;
    private static final int PIECE_BYTES = 256 * 1024;

    private final BlockingQueue<Piece> free = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES);
    private final Thread thread;
    private @Nullable Piece current;
    private int position;

    private static final class Piece {
        final byte[] bytes = new byte[PIECE_BYTES];
        int length;

        @Nullable
        Throwable failure;
    }

    ReadAhead(String name, InputStream source) {
        for (int i = 0; i < PIECES; i++) {
            free.add(new Piece());
        }
        thread = Thread.ofPlatform().daemon().name(name).start(() -> pump(source));
    }

    private void pump(InputStream source) {
        try (source) {
            boolean more = true;
            while (more) {
                Piece piece = free.take();
                more = fill(piece, source);
                full.put(piece);
            }
        } catch (InterruptedException | IOException e) {
            // closed by the reader, who asks for nothing any more
            Thread.currentThread().interrupt();
        }
    }

    /** Fills a piece; a length of -1 marks the end, a failure goes to whoever reads. */
    private static boolean fill(Piece piece, InputStream source) {
        piece.length = 0;
        try {
            while (piece.length < PIECE_BYTES / 2) {
                int count = source.read(piece.bytes, piece.length, PIECE_BYTES - piece.length);
                if (count < 0) {
                    piece.length = piece.length == 0 ? -1 : piece.length;
                    return piece.length > 0;
                }
                piece.length += count;
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            piece.failure = e;
            return false;
        }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Piece piece = piece();
        if (position >= piece.length) {
            fail(piece);
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece.bytes, position, target, from, count);
        position += count;
        return count;
    }

    /** The piece to read from; the last one stays. */
    private Piece piece() throws IOException {
        try {
            Piece piece = current;
            while (piece == null || (position == piece.length && piece.failure == null)) {
                if (piece != null) {
                    free.put(piece);
                }
                piece = full.take();
                position = 0;
                current = piece;
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the scan was stopped").initCause(e);
        }
    }

    private static void fail(Piece piece) throws IOException {
        switch (piece.failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(piece.failure);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
