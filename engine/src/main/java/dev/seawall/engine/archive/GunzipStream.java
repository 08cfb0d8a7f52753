package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * Reads gzip (RFC 1952), any number of members one after the other, each checked against its CRC-32 and size. Zeros
 * after the last member are padding; anything else there is an error. Read in large pieces.
 */
final class GunzipStream extends InputStream {
    private static final int CHUNK = 128 * 1024;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream source;
    private final DeflateInput input;
    private final Inflate inflate;
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[Inflate.WINDOW + CHUNK + Inflate.OVERSHOOT];
    private int windowStart;
    private int position;
    private int end;
    private long memberBytes;
    private boolean inMember;
    private boolean finished;
    private boolean first = true;

    GunzipStream(InputStream source) {
        this.source = source;
        this.input = new DeflateInput(source);
        this.inflate = new Inflate(input);
    }

    @Override
    public int read() throws IOException {
        return available() > 0 || fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, from, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return end - position;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Decodes the next piece; false at the end. */
    private boolean fill() throws IOException {
        slideWindow();
        while (position == end) {
            if (!inMember && !nextMember()) {
                return false;
            }
            end = inflate.decode(buffer, windowStart, end, Inflate.WINDOW + CHUNK);
            crc.update(buffer, position, end - position);
            memberBytes += end - position;
            if (inflate.done()) {
                checkTrailer();
            }
        }
        return true;
    }

    private void slideWindow() {
        if (end >= Inflate.WINDOW + CHUNK) {
            System.arraycopy(buffer, end - Inflate.WINDOW, buffer, 0, Inflate.WINDOW);
            end = Inflate.WINDOW;
            position = end;
            windowStart = 0;
        }
    }

    private boolean nextMember() throws IOException {
        if (finished || !readHeader()) {
            finished = true;
            return false;
        }
        first = false;
        inMember = true;
        memberBytes = 0;
        crc.reset();
        inflate.restart();
        windowStart = end;
        return true;
    }

    private void checkTrailer() throws IOException {
        long statedCrc = littleEndian(4);
        long statedSize = littleEndian(4);
        if (statedCrc != crc.getValue()) {
            throw new MalformedFileException("gzip checksum does not match");
        }
        if (statedSize != (memberBytes & 0xffffffffL)) {
            throw new MalformedFileException("gzip size does not match");
        }
        inMember = false;
    }

    private boolean readHeader() throws IOException {
        int start = input.readByte();
        if (start != 0x1f) {
            skipPadding(start);
            return false;
        }
        headerCrc.reset();
        headerCrc.update(start);
        if (headerByte() != 0x8b) {
            throw new MalformedFileException("no gzip header");
        }
        if (headerByte() != 8) {
            throw new MalformedFileException("unknown gzip compression method");
        }
        readHeaderFields(headerByte());
        return true;
    }

    private void readHeaderFields(int flags) throws IOException {
        if ((flags & RESERVED) != 0) {
            throw new MalformedFileException("unknown gzip flags");
        }
        skipHeader(6);
        if ((flags & EXTRA) != 0) {
            skipHeader(headerByte() | headerByte() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            int next = (flags & text) != 0 ? headerByte() : 0;
            while (next != 0) {
                next = headerByte();
            }
        }
        int actual = (int) headerCrc.getValue() & 0xffff;
        if ((flags & HEADER_CRC) != 0 && (headerByte() | headerByte() << 8) != actual) {
            throw new MalformedFileException("gzip header checksum does not match");
        }
    }

    private void skipPadding(int start) throws IOException {
        int next = start;
        while (next == 0 && !first) {
            next = input.readByte();
        }
        if (next >= 0 || first) {
            throw new MalformedFileException(first ? "no gzip header" : "data after the end of the gzip stream");
        }
    }

    private void skipHeader(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headerByte();
        }
    }

    private int headerByte() throws IOException {
        int next = input.readByte();
        if (next < 0) {
            throw new MalformedFileException("gzip header is cut off");
        }
        headerCrc.update(next);
        return next;
    }

    private long littleEndian(int count) throws IOException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int next = input.readByte();
            if (next < 0) {
                throw new MalformedFileException("gzip trailer is cut off");
            }
            value |= (long) next << (8 * i);
        }
        return value;
    }
}
