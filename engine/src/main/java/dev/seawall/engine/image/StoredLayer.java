package dev.seawall.engine.image;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A layer whose bytes some opener gives. */
record StoredLayer(@Nullable Digest digest, Digest diffId, long sizeBytes, Opener opener) implements LayerBlob {
    /** Opens the stored bytes from the first. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    @Override
    public InputStream open() throws IOException {
        return opener.open();
    }
}
