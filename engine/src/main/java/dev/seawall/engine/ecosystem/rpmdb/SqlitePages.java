package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an SQLite file, with the committed pages of its write-ahead log in front: a database that was not closed
 * may keep everything in the log.
 */
final class SqlitePages {
    static final String MAGIC = "SQLite format 3\0";
    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;

    private final Blocks database;
    private final @Nullable Blocks log;
    private final Map<Long, Long> logged = new HashMap<>();
    private final int pageSize;
    private final int usable;
    private final long pages;
    private long leftBytes;

    SqlitePages(Blocks database, @Nullable Blocks log) throws IOException {
        this.database = database;
        this.log = log;
        ByteBuffer header = ByteBuffer.wrap(database.read(0, 100));
        int stated = Short.toUnsignedInt(header.getShort(16));
        pageSize = stated == 1 ? 65536 : stated;
        leftBytes = database.sizeBytes() + (log == null ? 0 : log.sizeBytes());
        usable = pageSize - Byte.toUnsignedInt(header.get(20));
        if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < 480) {
            throw new MalformedFileException("not an SQLite database");
        }
        long committed = log == null ? 0 : readLog(log);
        pages = committed > 0 ? committed : database.sizeBytes() / pageSize;
    }

    /** Bytes of a page that hold content. */
    int usable() {
        return usable;
    }

    /** Counts a record; all together are no larger than the files. */
    void spend(long length) throws MalformedFileException {
        if (length < 0 || length > leftBytes) {
            throw new MalformedFileException("the records are larger than the database");
        }
        leftBytes -= length;
    }

    ByteBuffer page(long number) throws IOException {
        if (number < 1 || number > pages) {
            throw new MalformedFileException("a page number outside the database");
        }
        Long at = logged.get(number);
        byte[] bytes =
                at != null && log != null ? log.read(at, pageSize) : database.read((number - 1) * pageSize, pageSize);
        return ByteBuffer.wrap(bytes);
    }

    /** Notes the newest committed copy of each page; answers the size of the database in pages, 0 without a commit. */
    private long readLog(Blocks wal) throws IOException {
        if (wal.sizeBytes() < WAL_HEADER) {
            return 0;
        }
        ByteBuffer header = ByteBuffer.wrap(wal.read(0, WAL_HEADER));
        boolean ours = (header.getInt(0) & ~1) == 0x377f0682 && header.getInt(8) == pageSize;
        Map<Long, Long> pending = new HashMap<>();
        long committed = 0;
        long at = WAL_HEADER;
        while (ours && at + FRAME_HEADER + pageSize <= wal.sizeBytes()) {
            ByteBuffer frame = ByteBuffer.wrap(wal.read(at, FRAME_HEADER));
            ours = frame.getLong(8) == header.getLong(16);
            if (ours) {
                pending.put(frame.getInt(0) & 0xffffffffL, at + FRAME_HEADER);
                long size = frame.getInt(4) & 0xffffffffL;
                committed = size > 0 ? size : committed;
                commit(size, pending);
            }
            at += FRAME_HEADER + pageSize;
        }
        return committed;
    }

    private void commit(long size, Map<Long, Long> pending) {
        if (size > 0) {
            logged.putAll(pending);
            pending.clear();
        }
    }
}
