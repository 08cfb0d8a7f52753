package dev.seawall.engine.base;

import java.util.List;

/**
 * What the user told of base images.
 *
 * @param candidates images that the target may be, or might be, built from; each is scanned too
 * @param known base images by their layers
 */
public record BaseOptions(List<String> candidates, KnownBases known) {
    /** Nothing told. */
    public static final BaseOptions NONE = new BaseOptions(List.of(), KnownBases.NONE);

    public BaseOptions {
        candidates = List.copyOf(candidates);
    }
}
