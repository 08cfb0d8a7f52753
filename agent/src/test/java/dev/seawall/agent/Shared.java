package dev.seawall.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files beside the checkout that are not part of it. */
public final class Shared {
    private Shared() {}

    /** A file or folder of ../shared; skips the calling test where it is absent. */
    public static Path require(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("skipped: no ../shared/" + name);
        throw new IllegalStateException();
    }
}
