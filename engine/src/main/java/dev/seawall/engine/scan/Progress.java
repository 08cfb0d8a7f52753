package dev.seawall.engine.scan;

import dev.seawall.engine.model.Digest;

/** Hears how far the reading is; called from several threads, must return at once. */
public interface Progress {
    /** Hears nothing. */
    Progress NONE = new Progress() {};

    /**
     * The layers that must be read are known.
     *
     * @param layers how many
     * @param storedBytes their stored size, or -1 where the source does not say
     */
    default void started(int layers, long storedBytes) {}

    /** More stored bytes were read. */
    default void read(long bytes) {}

    /** One layer was read, or its facts were found in the cache. */
    default void layerDone(Digest diffId, boolean cached) {}
}
