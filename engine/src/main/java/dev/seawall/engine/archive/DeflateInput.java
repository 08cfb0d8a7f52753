package dev.seawall.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The compressed bytes of a deflate stream, buffered so that the decoder may look {@link #LOOK_AHEAD} bytes ahead
 * without asking. Past the end of the source it sees zeros; whoever consumed some of those finds {@link #overrun} true.
 */
final class DeflateInput {
    static final int LOOK_AHEAD = 1024;
    private static final int BUFFER = 128 * 1024;

    final byte[] bytes = new byte[BUFFER + LOOK_AHEAD];
    int position;
    /** The decoder may work on while its position is below this. */
    int safeEnd;

    private final InputStream source;
    private int end;
    private boolean exhausted;

    DeflateInput(InputStream source) {
        this.source = source;
    }

    /** Makes at least {@link #LOOK_AHEAD} bytes readable, zeros past the end of the source. */
    void fill() throws IOException {
        if (end - position >= LOOK_AHEAD || exhausted) {
            return;
        }
        // the bytes just before the position stay: the decoder may have used only a part of them
        int passed = Math.max(0, position - 2);
        System.arraycopy(bytes, passed, bytes, 0, end - passed);
        end -= passed;
        position -= passed;
        while (end < LOOK_AHEAD + 2 && !exhausted) {
            int read = source.read(bytes, end, BUFFER - end);
            exhausted = read < 0;
            end += Math.max(0, read);
        }
        if (exhausted) {
            Arrays.fill(bytes, end, end + LOOK_AHEAD, (byte) 0);
        }
        safeEnd = (exhausted ? end + LOOK_AHEAD : end) - 16;
    }

    /** Copies up to that many bytes; 0 at the end of the source. */
    int read(byte[] target, int from, int length) throws IOException {
        fill();
        int count = Math.min(length, end - position);
        System.arraycopy(bytes, position, target, from, count);
        position += count;
        return count;
    }

    /** The next byte, 0..255, or -1 at the end. */
    int readByte() throws IOException {
        fill();
        return position < end ? bytes[position++] & 0xff : -1;
    }

    /** True where zeros past the end of the source were consumed: the stream was cut. */
    boolean overrun() {
        return position > end;
    }
}
