package dev.seawall.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a finding is.
 *
 * @param path relative to the target's root, {@code !/} inside archives; for {@code check} the path as given
 * @param line first line, from 1; 0 where lines mean nothing
 * @param endLine last line, at least {@code line}
 * @param layer diffID of the layer that holds the file, or null outside images
 * @param shadowed true where a later layer deleted or replaced the file, so that only the layer still holds it
 */
public record Location(
        String path, int line, int endLine, @Nullable Digest layer, boolean shadowed) {
    /** A whole file outside any layer. */
    public static Location of(String path) {
        return new Location(path, 0, 0, null, false);
    }

    /** A line of a file outside any layer. */
    public static Location of(String path, int line) {
        return new Location(path, line, line, null, false);
    }
}
