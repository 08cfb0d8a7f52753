package dev.seawall.server.judge;

import dev.seawall.engine.model.ImageRef;
import java.time.LocalDate;
import java.util.List;

/**
 * An exception from the policy: whoever owns it has said why, and it ends by itself.
 *
 * @param images globs over {@code registry/repository}, as rules have them
 * @param until the last day on which it holds
 */
public record BreakGlass(List<ImageGlob> images, String reason, String owner, LocalDate until) {
    /** Copies the list. */
    public BreakGlass {
        images = List.copyOf(images);
    }

    /** Whether it lets this image through on this day. */
    public boolean covers(ImageRef image, LocalDate today) {
        return !today.isAfter(until) && images.stream().anyMatch(glob -> glob.matches(image));
    }

    /** As decisions tell of it. */
    String told() {
        return "Let through by the exception of " + owner + " until " + until + ": " + reason + ".";
    }
}
