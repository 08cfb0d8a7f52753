package dev.seawall.server.registry;

import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.Server;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A server with the registry module alone, without TLS unless asked for. */
public final class GuardedRegistry implements Closeable {
    private final Server server;
    private final Path home;

    private GuardedRegistry(Server server, Path home) {
        this.server = server;
        this.home = home;
    }

    /** @param section the lines below {@code registry:}, indented by two */
    public static GuardedRegistry start(Path folder, String tls, String section) throws IOException {
        return start(folder, tls, section, Clock.systemUTC());
    }

    public static GuardedRegistry start(Path folder, String tls, String section, Clock clock) throws IOException {
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("server.yaml"), "registry:\n" + section.indent(2));
        ServerOptions options = new ServerOptions(
                folder.resolve("home"),
                List.of("registry"),
                List.of(ListenAddress.parse("registry=127.0.0.1:0")),
                tls,
                false,
                config);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new GuardedRegistry(Server.start(options, nowhere, clock), folder.resolve("home"));
    }

    public String url() {
        return server.url("registry");
    }

    /** {@code 127.0.0.1:PORT}. */
    public String host() {
        return "127.0.0.1:" + server.port("registry");
    }

    public Server server() {
        return server;
    }

    public Path home() {
        return home;
    }

    @Override
    public void close() {
        server.close();
    }
}
