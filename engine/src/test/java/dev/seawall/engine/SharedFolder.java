package dev.seawall.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the folder of shared test data that lies beside the checkout; tests skip where it is absent. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The path below {@code shared}, for example {@code cases/syft}; skips the calling test where it is absent. */
    public static Path require(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared").resolve(path);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        Assumptions.abort("skipped: there is no shared/" + path + " beside this checkout");
        throw new AssertionError("abort returned");
    }
}
