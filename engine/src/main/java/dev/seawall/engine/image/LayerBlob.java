package dev.seawall.engine.image;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One layer where it is stored: a tar, plain or compressed with gzip or zstd (told by its first bytes, not its name). */
public interface LayerBlob {
    /** Digest of the stored bytes, or null where the source states none; whoever reads to the end verifies it. */
    @Nullable
    Digest digest();

    /** Digest of the uncompressed tar, as the image configuration states it; whoever reads to the end verifies it. */
    Digest diffId();

    /** Stored size in bytes, or -1 where unknown. */
    long sizeBytes();

    /** The stored bytes from the first; may be called again and from any thread. */
    InputStream open() throws IOException;
}
