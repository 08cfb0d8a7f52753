package dev.seawall.engine.net;

import dev.seawall.engine.files.PieceStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;

/** The body of an answer without chunks: of a stated length, or to the end of the connection (length -1). */
final class BodyPart extends PieceStream {
    private final LineReader in;
    private final boolean bounded;
    private long left;

    BodyPart(LineReader in, long length) {
        this.in = in;
        this.bounded = length >= 0;
        this.left = bounded ? length : Long.MAX_VALUE;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int n = in.read(target, offset, Math.toIntExact(Math.min(length, left)));
        if (n < 0 && bounded) {
            throw new EOFException("the answer broke off " + left + " bytes before its end");
        }
        left -= Math.max(n, 0);
        return n;
    }
}
