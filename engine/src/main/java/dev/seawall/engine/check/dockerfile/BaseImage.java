package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.model.ImageRef;
import java.util.Optional;

/**
 * What a FROM names.
 *
 * @param written as written
 * @param image variables replaced
 * @param name the stage's own name, empty where it has none
 * @param platform the platform flag as written, empty where there is none
 */
record BaseImage(String written, String image, String name, String platform) {
    static BaseImage of(Instruction from, Expansion expansion) {
        String written = from.words().isEmpty() ? "" : from.words().getFirst();
        boolean named = from.words().size() >= 3 && from.words().get(1).equalsIgnoreCase("AS");
        return new BaseImage(
                written,
                expansion.expand(written),
                named ? from.words().get(2) : "",
                from.flag("platform").orElse(""));
    }

    /** True where a part of it is known only to the build. */
    boolean isOpen() {
        return image.indexOf('$') >= 0;
    }

    /** The parsed reference; empty for open and malformed ones. */
    Optional<ImageRef> reference() {
        try {
            return isOpen() || image.isEmpty() ? Optional.empty() : Optional.of(ImageRef.parse(image));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The tag as text, even of references that are no valid ones. */
    String tag() {
        String named = image.split("@", 2)[0];
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(colon + 1) : "";
    }

    boolean hasDigest() {
        return image.indexOf('@') > 0;
    }
}
