package dev.seawall.server.config;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one server: the command line, and the configuration file for what it leaves open.
 *
 * @param home of the server
 * @param only names of the modules to start; empty for all
 * @param listen listeners to open; empty for the defaults
 * @param tls how listeners are encrypted
 * @param dev no durable state where a module can do without
 * @param file the whole file; a module reads the section of its own name
 */
public record ServerConfig(
        Path home, List<String> only, List<ListenAddress> listen, TlsChoice tls, boolean dev, ConfigSection file) {
    private static final Set<String> OWN = Set.of("only", "listen", "tls", "store", "identity", "audit", "retention");

    /**
     * Reads the file and lays the command line over it.
     *
     * @param modules names that may be sections of the file
     * @throws SeawallException where the file cannot be read or has a key nobody knows
     */
    public static ServerConfig load(ServerOptions options, Set<String> modules) {
        ConfigSection file = read(options.config()).over(options.settings());
        Set<String> known = new HashSet<>(OWN);
        known.addAll(modules);
        file.only(known);
        List<ListenAddress> listen = new ArrayList<>(options.listen());
        if (listen.isEmpty()) {
            ConfigSection addresses = file.section("listen");
            addresses
                    .keys()
                    .forEach(name -> listen.add(ListenAddress.parse(
                            name + "=" + addresses.text(name).orElse(""))));
        }
        List<String> only = options.only().isEmpty() ? file.texts("only") : options.only();
        String tls = options.tls() == null ? file.text("tls").orElse("auto") : options.tls();
        return new ServerConfig(options.home(), only, List.copyOf(listen), TlsChoice.parse(tls), options.dev(), file);
    }

    private static ConfigSection read(@Nullable Path path) {
        if (path == null) {
            return ConfigSection.empty("");
        }
        try {
            return ConfigSection.from("", Yaml.parse(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the configuration file " + path, "" + e.getMessage(), "Correct it or name another", e);
        }
    }
}
