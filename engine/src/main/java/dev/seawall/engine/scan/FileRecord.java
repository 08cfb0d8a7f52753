package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One visible file of a target.
 *
 * @param layer diffID of the layer that brought it, or null outside images
 * @param owner purl of the distribution package that owns it, or null
 */
public record FileRecord(
        FileEntry entry, @Nullable Digest layer, @Nullable String owner) {}
