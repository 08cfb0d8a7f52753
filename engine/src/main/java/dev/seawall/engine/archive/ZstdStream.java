package dev.seawall.engine.archive;

import com.github.luben.zstd.ZstdIOException;
import dev.seawall.engine.files.MalformedFileException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Zstandard whose errors are told from those of the source. */
final class ZstdStream extends FilterInputStream {
    ZstdStream(InputStream zstd) {
        super(zstd);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (ZstdIOException e) {
            throw malformed(e);
        }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            return super.read(target, from, length);
        } catch (ZstdIOException e) {
            throw malformed(e);
        }
    }

    private static MalformedFileException malformed(ZstdIOException e) {
        return new MalformedFileException("zstd: " + e.getMessage(), e);
    }
}
