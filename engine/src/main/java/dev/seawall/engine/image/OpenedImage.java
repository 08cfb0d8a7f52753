package dev.seawall.engine.image;

import dev.seawall.engine.model.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image whose manifest and configuration are read; closing it closes its source. */
record OpenedImage(
        String name,
        @Nullable Digest digest,
        Digest configDigest,
        List<String> tags,
        ImageConfig config,
        List<LayerBlob> layers,
        Closeable source)
        implements Image {
    OpenedImage {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
    }

    OpenedImage named(String newName, List<String> newTags) {
        return new OpenedImage(newName, digest, configDigest, newTags, config, layers, source);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
