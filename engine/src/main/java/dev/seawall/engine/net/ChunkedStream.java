package dev.seawall.engine.net;

import dev.seawall.engine.files.PieceStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;

/** Decodes the chunked transfer coding of HTTP/1.1 (RFC 9112 §7.1). */
final class ChunkedStream extends PieceStream {
    private static final int MAX_TRAILERS = 100;

    private final LineReader in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedStream(LineReader in) {
        this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int n = in.read(target, offset, Math.toIntExact(Math.min(length, left)));
        if (n < 0) {
            throw new EOFException("the answer broke off inside a chunk");
        }
        left -= n;
        return n;
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        if (!first && !in.line().isEmpty()) {
            throw new IOException("a chunk of the answer is longer than it says");
        }
        first = false;
        left = size(in.line());
        if (left == 0) {
            ended = true;
            trailers();
        }
        return left > 0;
    }

    private static long size(String line) throws IOException {
        int semicolon = line.indexOf(';');
        String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        if (!digits.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("a chunk of the answer has no valid size");
        }
        return Long.parseLong(digits, 16);
    }

    private void trailers() throws IOException {
        for (int i = 0; i < MAX_TRAILERS; i++) {
            if (in.line().isEmpty()) {
                return;
            }
        }
        throw new IOException("the answer has more than " + MAX_TRAILERS + " trailers");
    }
}
