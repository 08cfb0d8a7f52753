package dev.seawall.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * One layer of an image.
 *
 * @param digest of the compressed blob, or null where the source keeps none
 * @param diffId of the uncompressed tar
 * @param command the history line that made it; empty where unknown
 * @param base true where it belongs to the base image
 */
public record Layer(@Nullable Digest digest, Digest diffId, String command, boolean base) {}
