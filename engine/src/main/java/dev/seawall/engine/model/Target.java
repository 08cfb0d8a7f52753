package dev.seawall.engine.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at.
 *
 * @param name as the user gave it
 * @param digest the image's manifest digest, or null
 * @param layers bottom first; empty for anything but an image
 */
public record Target(Kind kind, String name, @Nullable Digest digest, Os os, List<Layer> layers) {
    public Target {
        layers = List.copyOf(layers);
    }

    /** The sort of target. */
    public enum Kind {
        IMAGE,
        FILESYSTEM,
        SBOM,
        CONFIG,
        CONTAINER,
        HOST,
        DAEMON,
        CLUSTER,
        REGISTRY;

        /** As the report spells it, in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
