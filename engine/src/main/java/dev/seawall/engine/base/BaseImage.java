package dev.seawall.engine.base;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The image that another was built from, as far as it is known.
 *
 * @param name reference, or null where nothing names it
 * @param source what told the name or the layers
 * @param layers how many of the lowest layers are its own; 0 where unknown
 * @param created when it was built, or null where unknown or plainly no real date
 */
public record BaseImage(
        @Nullable String name,
        Source source,
        int layers,
        @Nullable Instant created) {

    /** What told of the base, best first. */
    public enum Source {
        /** Its layers are those of a known image. */
        LAYERS,
        /** The image's label {@code org.opencontainers.image.base.name}. */
        LABEL,
        /** The image is itself an official one. */
        ITSELF,
        /** A variable that only this base sets. */
        VARIABLE,
        /** Lines of the history; no name. */
        HISTORY,
        NOTHING
    }
}
