package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code Packages}: a Berkeley DB hash of record numbers to headers, RPM's format until 4.16. Headers are mostly too
 * large for a page and lie in chains of overflow pages. Record number 0 is no header but the last number given out.
 */
final class BerkeleyHash {
    private static final int MAGIC = 0x00061561;
    private static final int HASH_META = 8;
    private static final int HASH_UNSORTED = 2;
    private static final int HASH = 13;
    private static final int OVERFLOW = 7;
    private static final int PAGE_HEADER = 26;
    private static final int INLINE = 1;
    private static final int OFF_PAGE = 3;

    private final Blocks blocks;
    private final ByteOrder order;
    private final int pageSize;
    private final long pages;

    private BerkeleyHash(Blocks blocks, ByteBuffer meta) throws MalformedFileException {
        this.blocks = blocks;
        this.order = meta.order();
        this.pageSize = meta.getInt(20);
        boolean known = pageSize >= 512 && pageSize <= 65536 && Integer.bitCount(pageSize) == 1;
        if (!known || meta.get(25) != HASH_META || meta.get(24) != 0) {
            throw new MalformedFileException("not a plain Berkeley DB hash");
        }
        this.pages = (meta.getInt(32) & 0xffffffffL) + 1;
        if (pages > blocks.sizeBytes() / pageSize) {
            throw new MalformedFileException("the database is truncated");
        }
    }

    static void read(Blocks blocks, RecordSink sink) throws IOException {
        ByteBuffer meta = ByteBuffer.wrap(blocks.read(0, 72)).order(ByteOrder.LITTLE_ENDIAN);
        if (meta.getInt(12) != MAGIC) {
            meta.order(ByteOrder.BIG_ENDIAN);
        }
        if (meta.getInt(12) != MAGIC) {
            throw new MalformedFileException("not an rpm database");
        }
        new BerkeleyHash(blocks, meta).readPages(sink);
    }

    private void readPages(RecordSink sink) throws IOException {
        for (long number = 1; number < pages; number++) {
            ByteBuffer page = page(number);
            int type = page.get(25);
            if (type == HASH || type == HASH_UNSORTED) {
                readItems(page, sink);
            }
        }
    }

    private ByteBuffer page(long number) throws IOException {
        if (number < 1 || number >= pages) {
            throw new MalformedFileException("a page number outside the database");
        }
        return ByteBuffer.wrap(blocks.read(number * pageSize, pageSize)).order(order);
    }

    /** Items come in pairs of key and value, laid down from the end of the page. */
    private void readItems(ByteBuffer page, RecordSink sink) throws IOException {
        int entries = Short.toUnsignedInt(page.getShort(20));
        if (PAGE_HEADER + 2 * entries > pageSize) {
            throw new MalformedFileException("a page with too many items");
        }
        for (int i = 0; i + 1 < entries; i += 2) {
            if (!isCounter(item(page, i))) {
                readValue(item(page, i + 1), sink);
            }
        }
    }

    private ByteBuffer item(ByteBuffer page, int index) throws MalformedFileException {
        int start = Short.toUnsignedInt(page.getShort(PAGE_HEADER + 2 * index));
        int end = index == 0 ? pageSize : Short.toUnsignedInt(page.getShort(PAGE_HEADER + 2 * (index - 1)));
        if (start < PAGE_HEADER || start >= end || end > pageSize) {
            throw new MalformedFileException("an item outside its page");
        }
        return page.slice(start, end - start).order(order);
    }

    private static boolean isCounter(ByteBuffer key) {
        return key.get(0) == INLINE && key.limit() == 5 && key.getInt(1) == 0;
    }

    private void readValue(ByteBuffer value, RecordSink sink) throws IOException {
        if (value.get(0) == OFF_PAGE && value.limit() >= 12) {
            sink.header(chain(value.getInt(4) & 0xffffffffL, value.getInt(8)));
        } else if (value.get(0) == INLINE && value.limit() > 9) {
            byte[] header = new byte[value.limit() - 1];
            value.get(1, header);
            sink.header(header);
        } else if (value.get(0) != INLINE) {
            throw new MalformedFileException("an item of unknown kind");
        }
    }

    /** The bytes of a chain of overflow pages; each page brings at least one, so a cycle ends at {@code length}. */
    private byte[] chain(long first, int length) throws IOException {
        blocks.spend(length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        long number = first;
        while (out.size() < length) {
            ByteBuffer page = page(number);
            int used = Short.toUnsignedInt(page.getShort(22));
            if (page.get(25) != OVERFLOW || used == 0 || used > pageSize - PAGE_HEADER) {
                throw new MalformedFileException("a broken chain of overflow pages");
            }
            out.write(page.array(), PAGE_HEADER, Math.min(used, length - out.size()));
            number = page.getInt(16) & 0xffffffffL;
        }
        return out.toByteArray();
    }
}
