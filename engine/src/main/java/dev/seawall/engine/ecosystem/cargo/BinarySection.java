package dev.seawall.engine.ecosystem.cargo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Finds one named section of an ELF (32 or 64 bit, either byte order) or PE file, within bounds. */
final class BinarySection {
    private static final int MOST_SECTIONS = 65_535;
    private static final int MOST_BYTES = 16_000_000;

    private final SeekableByteChannel channel;
    private final String wanted;

    private BinarySection(SeekableByteChannel channel, String wanted) {
        this.channel = channel;
        this.wanted = wanted;
    }

    /** The content of the first section of that name; empty for other files, and where offsets leave the file. */
    static Optional<byte[]> find(SeekableByteChannel channel, String wanted) throws IOException {
        BinarySection sections = new BinarySection(channel, wanted);
        ByteBuffer head = sections.at(0, 64, ByteOrder.LITTLE_ENDIAN);
        if (head.limit() < 64) {
            return Optional.empty();
        }
        if (head.getInt(0) == 0x464c457f) {
            return sections.inElf(head);
        }
        return head.getShort(0) == 0x5a4d ? sections.inPe(head.getInt(60)) : Optional.empty();
    }

    private Optional<byte[]> inElf(ByteBuffer head) throws IOException {
        boolean wide = head.get(4) == 2;
        head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long table = wide ? head.getLong(40) : head.getInt(32) & 0xffffffffL;
        int entrySize = head.getShort(wide ? 58 : 46) & 0xffff;
        int count = head.getShort(wide ? 60 : 48) & 0xffff;
        int names = head.getShort(wide ? 62 : 50) & 0xffff;
        if (entrySize < (wide ? 64 : 40) || names >= count) {
            return Optional.empty();
        }
        ByteBuffer headers = at(table, (long) entrySize * count, head.order());
        if (headers.limit() == 0) {
            return Optional.empty();
        }
        ByteBuffer texts = body(headers, names * entrySize, wide);
        for (int i = 0; i < count; i++) {
            if (name(texts, headers.getInt(i * entrySize)).equals(wanted)) {
                return content(body(headers, i * entrySize, wide));
            }
        }
        return Optional.empty();
    }

    private ByteBuffer body(ByteBuffer headers, int entry, boolean wide) throws IOException {
        long offset = wide ? headers.getLong(entry + 24) : headers.getInt(entry + 16) & 0xffffffffL;
        long size = wide ? headers.getLong(entry + 32) : headers.getInt(entry + 20) & 0xffffffffL;
        return at(offset, size, headers.order());
    }

    private Optional<byte[]> inPe(int offset) throws IOException {
        ByteBuffer head = at(offset, 24, ByteOrder.LITTLE_ENDIAN);
        if (head.limit() < 24 || head.getInt(0) != 0x4550) {
            return Optional.empty();
        }
        int count = Math.min(MOST_SECTIONS, head.getShort(6) & 0xffff);
        long table = offset + 24L + (head.getShort(20) & 0xffff);
        ByteBuffer headers = at(table, count * 40L, ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 40 <= headers.limit(); i += 40) {
            if (name(headers.slice(i, 8), 0).equals(wanted)) {
                long size = Math.min(headers.getInt(i + 8) & 0xffffffffL, headers.getInt(i + 16) & 0xffffffffL);
                return content(at(headers.getInt(i + 20) & 0xffffffffL, size, ByteOrder.LITTLE_ENDIAN));
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> content(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return Optional.of(bytes);
    }

    /** The zero-terminated name at an offset, as far as it could be the wanted one. */
    private String name(ByteBuffer texts, int offset) {
        StringBuilder name = new StringBuilder();
        for (int i = offset; i >= 0 && i < texts.limit() && name.length() <= wanted.length(); i++) {
            if (texts.get(i) == 0) {
                break;
            }
            name.append((char) (texts.get(i) & 0xff));
        }
        return name.toString();
    }

    /** Bytes at an offset; none where they leave the file or are too many. */
    private ByteBuffer at(long offset, long size, ByteOrder order) throws IOException {
        boolean inside = offset >= 0 && size >= 0 && size <= MOST_BYTES && offset <= channel.size() - size;
        ByteBuffer buffer = ByteBuffer.allocate(inside ? (int) size : 0).order(order);
        if (inside) {
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
        }
        return buffer.flip().order(order);
    }
}
