package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the packages of an RPM database whichever of the three formats it has; the content tells, not the name. */
public final class RpmDatabase {
    private RpmDatabase() {}

    /** Takes one installed package. */
    public interface HeaderSink {
        /** @throws IOException to stop the reading */
        void header(RpmHeader header) throws IOException;
    }

    /**
     * Hands over every header of a database in the order it is stored. Memory is bounded by the largest header.
     *
     * @param log the write-ahead log beside an SQLite database, or null
     * @throws dev.seawall.engine.files.MalformedFileException where the database is broken, even if some headers were
     *     handed over before
     */
    public static void read(FileContent database, @Nullable FileContent log, HeaderSink sink) throws IOException {
        RecordSink records = blob -> sink.header(RpmHeader.parse(blob));
        try (SeekableByteChannel channel = database.channel()) {
            Blocks blocks = new Blocks(channel);
            byte[] start = blocks.read(0, 16);
            if (Arrays.equals(start, SqlitePages.MAGIC.getBytes(StandardCharsets.ISO_8859_1))) {
                readSqlite(blocks, log, records);
            } else if (ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == NdbSlots.MAGIC) {
                NdbSlots.read(blocks, records);
            } else {
                BerkeleyHash.read(blocks, records);
            }
        }
    }

    private static void readSqlite(Blocks blocks, @Nullable FileContent log, RecordSink records) throws IOException {
        if (log == null) {
            SqliteTables.read(new SqlitePages(blocks, null), records);
            return;
        }
        try (SeekableByteChannel channel = log.channel()) {
            SqliteTables.read(new SqlitePages(blocks, new Blocks(channel)), records);
        }
    }
}
