package dev.seawall.server.logs.archive;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a block stands in the file of its day and what it spans.
 *
 * @param offset of its header
 * @param length of what is sealed, after the header
 * @param minNanos time of its earliest line
 * @param maxNanos time of its latest line
 */
public record Block(long offset, int length, long minNanos, long maxNanos, int lines) {
    static final int HEADER_BYTES = 32;
    private static final int MAGIC = 0x53574C42;
    private static final int CHECKED_BYTES = HEADER_BYTES - Integer.BYTES;

    /** Where the next one begins. */
    public long end() {
        return offset + HEADER_BYTES + length;
    }

    /** Whether one of its lines may be of this time. */
    public boolean overlaps(long fromNanos, long toNanos) {
        return maxNanos >= fromNanos && minNanos <= toNanos;
    }

    byte[] header() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
        out.putInt(MAGIC).putInt(length).putLong(minNanos).putLong(maxNanos).putInt(lines);
        out.putInt(checksum(out.array()));
        return out.array();
    }

    /** The block whose header this is; null where it is none. */
    static @Nullable Block parse(long offset, byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header);
        if (header.length < HEADER_BYTES || in.getInt() != MAGIC || in.getInt(CHECKED_BYTES) != checksum(header)) {
            return null;
        }
        Block block = new Block(offset, in.getInt(), in.getLong(), in.getLong(), in.getInt());
        return block.length < 0 ? null : block;
    }

    private static int checksum(byte[] header) {
        CRC32C sum = new CRC32C();
        sum.update(header, 0, CHECKED_BYTES);
        return (int) sum.getValue();
    }
}
