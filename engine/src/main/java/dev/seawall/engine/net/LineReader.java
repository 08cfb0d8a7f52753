package dev.seawall.engine.net;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of an HTTP head, bounded, and the bytes that follow them. */
final class LineReader {
    private static final int MAX_LINE = 16 << 10;
    private static final int BUFFER = 64 << 10;
    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The next line without its line end. */
    String line() throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed");
            }
            if (length == MAX_LINE) {
                throw new IOException("the answer has a line longer than " + MAX_LINE + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) b;
        }
        boolean carriage = length > 0 && line[length - 1] == '\r';
        return new String(line, 0, carriage ? length - 1 : length, StandardCharsets.ISO_8859_1);
    }

    int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }
}
