package dev.seawall.engine;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real docker-registry on a free port of loopback; every test starts its own with the settings it needs. */
public final class RealRegistry implements Closeable {
    private final Process process;
    private final int port;

    private RealRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one; skips the calling test where it cannot run here.
     *
     * @param folder for its data
     * @param settings as the registry's own variables, such as {@code REGISTRY_AUTH=htpasswd}
     */
    public static RealRegistry start(Path folder, Map<String, String> settings) throws IOException {
        Path program = RealProgram.require("docker-registry", "docker-registry");
        int port = freePort();
        Path config = folder.resolve("registry.yml");
        Files.writeString(
                config,
                "version: 0.1\nlog:\n  level: error\nstorage:\n  delete:\n    enabled: true\n  filesystem:\n    rootdirectory: "
                        + folder.resolve("data") + "\nhttp:\n  addr: 127.0.0.1:" + port + "\n");
        Path log = folder.resolve("registry.log");
        Process process = RealProgram.start(log, settings, List.of(program.toString(), "serve", config.toString()));
        RealProgram.await(process, log, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        return new RealRegistry(process, port);
    }

    /** A port nobody listens on at the moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@code 127.0.0.1:PORT}. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        RealProgram.stop(process);
    }
}
