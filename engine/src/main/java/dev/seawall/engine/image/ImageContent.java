package dev.seawall.engine.image;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.Descriptor;
import java.io.Closeable;
import java.io.IOException;

/** Content-addressed access to one repository or layout: what {@link ImageFinder} reads an image through. */
interface ImageContent extends Closeable {
    /** The manifest or index of that descriptor, verified. */
    byte[] manifest(Descriptor descriptor) throws IOException;

    /** The blob of that descriptor, verified; refused beyond the limit. */
    byte[] blob(Descriptor descriptor, int limitBytes) throws IOException;

    /** A layer, not fetched yet. */
    LayerBlob layer(Descriptor descriptor, Digest diffId) throws IOException;
}
