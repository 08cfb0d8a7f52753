package dev.seawall.engine.rebase;

import dev.seawall.engine.model.ImageRef;

/**
 * What a base can be replaced by.
 *
 * @param from as it is named now
 * @param to with tag and digest; equal to {@code from} where that is pinned to the newest already
 * @param endOfLife true where the release that {@code from} is on is no longer supported
 * @param stillEndOfLife true where that holds for {@code to} as well: there is no supported one of this flavour
 */
public record NewerBase(ImageRef from, ImageRef to, boolean endOfLife, boolean stillEndOfLife) {
    /** True where there is something to change. */
    public boolean isChange() {
        return !from.equals(to);
    }

    /** One line that says why. */
    public String reason() {
        if (stillEndOfLife) {
            return "its release is past its end of life and the registry has no supported one of this flavour";
        }
        if (endOfLife) {
            return "its release is past its end of life";
        }
        if (!isChange()) {
            return "the newest already";
        }
        return String.valueOf(from.tag()).equals(to.tag()) ? "the same tag, pinned by digest" : "a newer tag";
    }
}
