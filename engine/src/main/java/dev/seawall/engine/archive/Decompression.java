package dev.seawall.engine.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** How a stream is compressed, told by its first bytes. */
public enum Decompression {
    NONE,
    GZIP,
    ZSTD;

    /** Bytes that are enough to tell. */
    public static final int MAGIC_BYTES = 4;
    /** Largest zstd window accepted, as a power of two: 128 MiB. */
    private static final int ZSTD_WINDOW_LOG = 27;

    /** What the first bytes of a stream say. */
    public static Decompression of(byte[] start, int length) {
        if (length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
            return GZIP;
        }
        if (length < MAGIC_BYTES) {
            return NONE;
        }
        int magic = (start[0] & 0xff) | (start[1] & 0xff) << 8 | (start[2] & 0xff) << 16 | start[3] << 24;
        boolean skippable = (magic & 0xfffffff0) == 0x184d2a50;
        return magic == 0xfd2fb528 || skippable ? ZSTD : NONE;
    }

    /**
     * The plain bytes of a stream that is gzip, zstd or plain; read them in large pieces. Closing closes the source.
     * Reading throws {@link dev.seawall.engine.files.MalformedFileException} where the data is damaged or cut off.
     */
    public static InputStream open(InputStream source) throws IOException {
        byte[] start = new byte[MAGIC_BYTES];
        int length = source.readNBytes(start, 0, MAGIC_BYTES);
        PushbackInputStream whole = new PushbackInputStream(source, MAGIC_BYTES);
        whole.unread(start, 0, length);
        return switch (of(start, length)) {
            case NONE -> whole;
            case GZIP -> new GunzipStream(whole);
            case ZSTD -> new ZstdStream(new ZstdInputStreamNoFinalizer(whole).setLongMax(ZSTD_WINDOW_LOG));
        };
    }
}
