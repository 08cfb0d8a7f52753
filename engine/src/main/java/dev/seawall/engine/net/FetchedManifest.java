package dev.seawall.engine.net;

import dev.seawall.engine.model.Digest;

/**
 * A manifest or index as the registry sent it.
 *
 * @param mediaType as its Content-Type says, parameters dropped
 * @param digest computed over the bytes; equal to the one asked for, where one was
 */
@SuppressWarnings("ArrayRecordComponent")
public record FetchedManifest(String mediaType, Digest digest, byte[] content) {}
