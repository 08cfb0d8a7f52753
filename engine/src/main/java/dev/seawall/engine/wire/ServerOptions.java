package dev.seawall.engine.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * @param settings of modules, by the name of the module and of the key in its section; they win over the file
 */
public record ServerOptions(
        Path home,
        List<String> only,
        List<ListenAddress> listen,
        @Nullable String tls,
        boolean dev,
        @Nullable Path config,
        Map<String, Map<String, Object>> settings) {
    /** Without settings of modules. */
    public ServerOptions(
            Path home,
            List<String> only,
            List<ListenAddress> listen,
            @Nullable String tls,
            boolean dev,
            @Nullable Path config) {
        this(home, only, listen, tls, dev, config, Map.of());
    }

    /** Copies the lists. */
    public ServerOptions {
        only = List.copyOf(only);
        listen = List.copyOf(listen);
        settings = Map.copyOf(settings);
    }
}
