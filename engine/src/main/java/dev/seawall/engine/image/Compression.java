package dev.seawall.engine.image;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How an archive file is compressed, told by its first bytes. */
enum Compression {
    NONE,
    GZIP,
    ZSTD,
    XZ,
    BZIP2;

    private static final int BUFFER = 128 << 10;
    private static final int XZ_MEMORY_KIB = 256 << 10;

    /** @param head the first bytes, six or more where the file has them */
    static Compression of(byte[] head) {
        if (starts(head, 0x1f, 0x8b)) {
            return GZIP;
        } else if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        } else if (starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        return starts(head, 'B', 'Z', 'h') ? BZIP2 : NONE;
    }

    private static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The uncompressed bytes of a file, whatever it is compressed with. */
    static InputStream open(Path file) throws IOException {
        InputStream stored = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            stored.mark(16);
            Compression compression = of(stored.readNBytes(8));
            stored.reset();
            return compression.open(stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** The uncompressed bytes, all members of the file joined. */
    InputStream open(InputStream stored) throws IOException {
        return switch (this) {
            case NONE -> stored;
            case GZIP -> new GZIPInputStream(stored, BUFFER);
            case ZSTD -> new ZstdInputStream(new BufferedInputStream(stored, BUFFER));
            case XZ -> new XZInputStream(new BufferedInputStream(stored, BUFFER), XZ_MEMORY_KIB);
            case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(stored, BUFFER), true);
        };
    }
}
