package dev.seawall.engine.wire;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about a server.
 *
 * @param home the folder that holds its state; made where it does not exist
 * @param only names of the modules to start; empty for all
 * @param listen listeners to open; where any is given no other opens
 * @param tls {@code auto}, {@code off} or {@code CERT,KEY}; null where nothing is said
 * @param dev no durable state where a module can do without, for trying things out
 * @param config the configuration file, where one is named
 */
public record ServerOptions(
        Path home,
        List<String> only,
        List<ListenAddress> listen,
        @Nullable String tls,
        boolean dev,
        @Nullable Path config) {
    /** Copies the lists. */
    public ServerOptions {
        only = List.copyOf(only);
        listen = List.copyOf(listen);
    }
}
