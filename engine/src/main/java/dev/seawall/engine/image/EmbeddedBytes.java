package dev.seawall.engine.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Content that a descriptor carries in its {@code data} field. */
final class EmbeddedBytes implements StoredLayer.Opener {
    private final byte[] content;

    EmbeddedBytes(byte[] content) {
        this.content = content;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
