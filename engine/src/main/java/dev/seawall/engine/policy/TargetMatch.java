package dev.seawall.engine.policy;

import dev.seawall.engine.model.Purl;
import dev.seawall.engine.model.Target;

/** Whether an image a document names is the image that was scanned. */
final class TargetMatch {
    private TargetMatch() {}

    /** Empty where it is, {@code no} where it is another, else what differs in words. */
    static String compare(Purl image, Target target) {
        String path = path(target.name());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!image.name().equalsIgnoreCase(name)) {
            return digestIs(image, target) ? "" : "no";
        }
        boolean pinned = image.version().startsWith("sha256:");
        if (!pinned || target.digest() == null || digestIs(image, target)) {
            return "";
        }
        return "the image's digest " + target.digest() + " is not " + image.version();
    }

    private static boolean digestIs(Purl image, Target target) {
        return target.digest() != null && target.digest().toString().equals(image.version());
    }

    /** The reference without its tag and digest. */
    private static String path(String reference) {
        String bare = reference.split("@", 2)[0];
        int colon = bare.lastIndexOf(':');
        return colon > bare.lastIndexOf('/') ? bare.substring(0, colon) : bare;
    }
}
