package dev.seawall.engine.trust.image;

import dev.seawall.engine.model.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an image and what was signed about it are kept: a registry or an OCI layout. */
public interface SignatureStore extends Closeable {
    /** The image, by the digest that everything else is about from here on. */
    Digest image();

    /** The image's manifest or index, verified against {@link #image()}. */
    byte[] manifest() throws IOException;

    /** The image's repository as {@code host/name}, or null where it has none. */
    @Nullable
    String repository();

    /** Manifests that may hold signatures about the image, in the order they were found; untrusted. */
    List<byte[]> candidates() throws IOException;

    /** A blob of a candidate, verified against its digest. */
    byte[] blob(Digest digest, int limitBytes) throws IOException;

    /** Stores a blob. */
    void pushBlob(Digest digest, byte[] content) throws IOException;

    /** Stores a manifest about the image, so that {@link #candidates} finds it. */
    void pushReferrer(String mediaType, String artifactType, byte[] manifest) throws IOException;

    /** Adds a layer to the manifest under the image's tag with this suffix, and keeps what is there already. */
    void pushTagged(String suffix, TaggedLayer layer) throws IOException;

    @Override
    void close();
}
