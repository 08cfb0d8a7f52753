package dev.seawall.engine.image;

import dev.seawall.engine.model.Digest;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One image of one platform, opened at its source. Closing it releases connections and temporary files. */
public interface Image extends Closeable {
    /** As the user gave it. */
    String name();

    /** Digest of the platform's manifest, or null where the source keeps none (a daemon, a docker-archive). */
    @Nullable
    Digest digest();

    /** Digest of the configuration: the image id of Docker. */
    Digest configDigest();

    /** Repository tags and digests the source knows for it. */
    List<String> tags();

    /** The configuration. */
    ImageConfig config();

    /** Bottom first, one for each of {@link ImageConfig#diffIds()}. */
    List<LayerBlob> layers();
}
