package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** Refuses zip files whose directory would fill the memory, before a library reads it. */
final class ZipBounds {
    private static final int END_BYTES = 22;
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MAX_ENTRIES = 300_000;
    private static final int PIECE = 1 << 20;

    private ZipBounds() {}

    /** Throws where the part after the last file holds more entries than the bound, whatever it states. */
    static void check(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        long start = Math.max(0, size - END_BYTES - LONGEST_COMMENT);
        ByteBuffer end = piece(channel, start, (int) (size - start));
        int at = end.limit() - END_BYTES;
        while (at >= 0 && end.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw new MalformedFileException("the zip file has no directory");
        }
        long stated = end.getInt(at + 16) & 0xffffffffL;
        long directory = stated == 0xffffffffL ? 0 : Math.min(stated, size);
        count(channel, directory, size);
    }

    /** Counts the signatures of directory entries; those in compressed data are too few to matter. */
    private static void count(SeekableByteChannel channel, long from, long to) throws IOException {
        if ((to - from) / 46 <= MAX_ENTRIES) {
            return;
        }
        int entries = 0;
        for (long at = from; at < to - 4; at += PIECE) {
            ByteBuffer piece = piece(channel, at, (int) Math.min(PIECE + 3L, to - at));
            for (int i = 0; i + 4 <= piece.limit(); i++) {
                entries += piece.getInt(i) == ENTRY ? 1 : 0;
            }
            if (entries > MAX_ENTRIES) {
                throw new MalformedFileException("the zip file has more than " + MAX_ENTRIES + " entries");
            }
        }
    }

    private static ByteBuffer piece(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(from);
        while (piece.hasRemaining() && channel.read(piece) >= 0) {}
        return piece.flip();
    }
}
