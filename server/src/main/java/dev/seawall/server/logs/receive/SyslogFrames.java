package dev.seawall.server.logs.receive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Messages of syslog in a stream: each after its length in bytes, or each to the end of its line (RFC 6587). */
final class SyslogFrames {
    private static final int LARGEST_BYTES = 32 << 20;
    private static final int BUFFER_BYTES = 256 << 10;

    private final BufferedInputStream in;

    SyslogFrames(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** Whether a message, or a part of one, is here without waiting. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /** The next message; null at the end. */
    byte @Nullable [] next() throws IOException {
        int first = in.read();
        while (first == '\n' || first == '\r' || first == 0) {
            first = in.read();
        }
        if (first < 0) {
            return null;
        }
        return first >= '1' && first <= '9' ? counted(first) : line(first);
    }

    private byte[] counted(int first) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.write(first);
        long length = (long) first - '0';
        int c = in.read();
        while (c >= '0' && c <= '9' && length <= LARGEST_BYTES) {
            read.write(c);
            length = length * 10 + c - '0';
            c = in.read();
        }
        if (c != ' ') {
            return rest(read, c);
        }
        if (length > LARGEST_BYTES) {
            throw new IOException("a message says that it is larger than " + LARGEST_BYTES + " bytes");
        }
        return in.readNBytes((int) length);
    }

    private byte[] line(int first) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream(256);
        return rest(read, first);
    }

    private byte[] rest(ByteArrayOutputStream read, int next) throws IOException {
        int c = next;
        while (c >= 0 && c != '\n') {
            if (read.size() >= LARGEST_BYTES) {
                throw new IOException("a message is larger than " + LARGEST_BYTES + " bytes");
            }
            read.write(c);
            c = in.read();
        }
        return read.toByteArray();
    }
}
