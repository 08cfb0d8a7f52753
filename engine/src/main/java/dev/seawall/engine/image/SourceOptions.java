package dev.seawall.engine.image;

import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How images are found and opened.
 *
 * @param platform which platform of a multi-platform image, or null for Linux on this machine's architecture
 * @param offline true keeps away from registries; daemons on this machine are still asked
 * @param registry how to reach registries and daemons; its environment holds for every source
 * @param spoolDirectory where compressed archives and daemon exports are kept while open
 * @param maxSpoolBytes largest such file
 * @param maxLayers more layers than that are refused
 * @param notes told what the user should know and no result says (the first of several images was taken)
 */
public record SourceOptions(
        @Nullable Platform platform,
        boolean offline,
        RegistryOptions registry,
        Path spoolDirectory,
        long maxSpoolBytes,
        int maxLayers,
        Consumer<String> notes) {
    private static final long DEFAULT_SPOOL = 64L << 30;
    private static final int DEFAULT_LAYERS = 1_000;

    /** This machine's platform, network allowed, the process's environment, 64 GiB of spool, 1,000 layers. */
    public static SourceOptions defaults() {
        return of(RegistryOptions.defaults());
    }

    /** As {@link #defaults()} with other network options. */
    public static SourceOptions of(RegistryOptions registry) {
        Path spool = Path.of(System.getProperty("java.io.tmpdir"));
        return new SourceOptions(null, false, registry, spool, DEFAULT_SPOOL, DEFAULT_LAYERS, note -> {});
    }

    /** With this platform asked for. */
    public SourceOptions withPlatform(@Nullable Platform wanted) {
        return new SourceOptions(wanted, offline, registry, spoolDirectory, maxSpoolBytes, maxLayers, notes);
    }

    /** With or without registries. */
    public SourceOptions withOffline(boolean off) {
        return new SourceOptions(platform, off, registry, spoolDirectory, maxSpoolBytes, maxLayers, notes);
    }

    /** With other bounds. */
    public SourceOptions withBounds(Path spool, long spoolBytes, int layers) {
        return new SourceOptions(platform, offline, registry, spool, spoolBytes, layers, notes);
    }

    /** With a listener for notes. */
    public SourceOptions withNotes(Consumer<String> listener) {
        return new SourceOptions(platform, offline, registry, spoolDirectory, maxSpoolBytes, maxLayers, listener);
    }

    Map<String, String> environment() {
        return registry.environment();
    }
}
