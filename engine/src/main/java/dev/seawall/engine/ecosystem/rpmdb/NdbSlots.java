package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code Packages.db}: RPM's own format, used by SUSE. Pages of 16-byte slots, each pointing at one blob in units of
 * 16 bytes; slot 0 and 1 are the file header. Little-endian throughout.
 */
final class NdbSlots {
    static final int MAGIC = 0x506d7052;
    private static final int SLOT_MAGIC = 0x746f6c53;
    private static final int BLOB_MAGIC = 0x53626c42;
    private static final int SLOT_PAGE = 4096;
    private static final int UNIT = 16;

    private NdbSlots() {}

    static void read(Blocks blocks, RecordSink sink) throws IOException {
        ByteBuffer header = buffer(blocks.read(0, 2 * UNIT));
        long slotPages = header.getInt(12) & 0xffffffffL;
        if (header.getInt(0) != MAGIC || slotPages == 0 || slotPages > blocks.sizeBytes() / SLOT_PAGE) {
            throw new MalformedFileException("not an ndb database");
        }
        for (long page = 0; page < slotPages; page++) {
            ByteBuffer slots = buffer(blocks.read(page * SLOT_PAGE, SLOT_PAGE));
            for (int at = page == 0 ? 2 * UNIT : 0; at < SLOT_PAGE; at += UNIT) {
                readSlot(slots.slice(at, UNIT).order(ByteOrder.LITTLE_ENDIAN), blocks, sink);
            }
        }
    }

    private static void readSlot(ByteBuffer slot, Blocks blocks, RecordSink sink) throws IOException {
        if (slot.getInt(0) != SLOT_MAGIC) {
            throw new MalformedFileException("a broken slot");
        }
        int number = slot.getInt(4);
        long offset = (slot.getInt(8) & 0xffffffffL) * UNIT;
        if (number == 0 || offset == 0) {
            return;
        }
        ByteBuffer blob = buffer(blocks.read(offset, UNIT));
        if (blob.getInt(0) != BLOB_MAGIC || blob.getInt(4) != number) {
            throw new MalformedFileException("a slot that points at no blob");
        }
        int length = blob.getInt(12);
        blocks.spend(length);
        sink.header(blocks.read(offset + UNIT, length));
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
