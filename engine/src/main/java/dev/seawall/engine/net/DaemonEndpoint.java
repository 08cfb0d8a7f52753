package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a container engine listens. */
public sealed interface DaemonEndpoint {
    /** A Unix socket. */
    record UnixSocket(Path path) implements DaemonEndpoint {
        @Override
        public String toString() {
            return "unix://" + path;
        }
    }

    /**
     * A TCP port.
     *
     * @param certificates folder with ca.pem, cert.pem and key.pem, or null for no TLS
     */
    record TcpPort(String host, int port, @Nullable Path certificates) implements DaemonEndpoint {
        @Override
        public String toString() {
            return "tcp://" + host + ":" + port;
        }
    }

    /**
     * Reads {@code unix:///path}, {@code tcp://host[:port]}, or an absolute path.
     *
     * @param certificates for TCP, or null for no TLS
     * @throws IOException for what Seawall cannot speak, such as {@code ssh:}
     */
    static DaemonEndpoint parse(String url, @Nullable Path certificates) throws IOException {
        if (url.startsWith("unix://")) {
            return new UnixSocket(Path.of(url.substring("unix://".length())));
        } else if (url.startsWith("/")) {
            return new UnixSocket(Path.of(url));
        } else if (!url.startsWith("tcp://")) {
            throw new IOException("the engine address " + url + " is neither unix:// nor tcp://");
        }
        String authority = url.substring("tcp://".length()).replaceFirst("/+$", "");
        int colon = authority.lastIndexOf(':');
        boolean stated = colon > authority.lastIndexOf(']');
        String host = stated ? authority.substring(0, colon) : authority;
        String port = stated ? authority.substring(colon + 1) : certificates == null ? "2375" : "2376";
        if (host.isEmpty() || !port.matches("[0-9]{1,5}")) {
            throw new IOException("the engine address " + url + " has no valid host and port");
        }
        return new TcpPort(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(port), certificates);
    }

    /** Where Docker may listen: DOCKER_HOST, else the current context, else the usual sockets that exist. */
    static List<DaemonEndpoint> docker(Map<String, String> environment) throws IOException {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty()) {
            return List.of(parse(host, certificates(environment)));
        }
        String context = contextHost(environment);
        if (context != null) {
            return List.of(parse(context, null));
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        String home = environment.getOrDefault("HOME", "");
        return existing(
                "/var/run/docker.sock",
                runtime.isEmpty() ? "" : runtime + "/docker.sock",
                home.isEmpty() ? "" : home + "/.docker/run/docker.sock");
    }

    /** Where Podman may listen: CONTAINER_HOST, else the rootless socket, else root's. */
    static List<DaemonEndpoint> podman(Map<String, String> environment) throws IOException {
        String host = environment.getOrDefault("CONTAINER_HOST", "");
        if (!host.isEmpty()) {
            return List.of(parse(host, null));
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return existing(runtime.isEmpty() ? "" : runtime + "/podman/podman.sock", "/run/podman/podman.sock");
    }

    private static List<DaemonEndpoint> existing(String... sockets) {
        List<DaemonEndpoint> out = new ArrayList<>();
        Stream.of(sockets)
                .filter(socket -> !socket.isEmpty() && Files.exists(Path.of(socket)))
                .forEach(socket -> out.add(new UnixSocket(Path.of(socket))));
        return out;
    }

    private static @Nullable Path certificates(Map<String, String> environment) {
        String verify = environment.getOrDefault("DOCKER_TLS_VERIFY", "");
        String stated = environment.getOrDefault("DOCKER_CERT_PATH", "");
        if (!stated.isEmpty()) {
            return Path.of(stated);
        }
        return verify.isEmpty() ? null : Path.of(environment.getOrDefault("HOME", "/root"), ".docker");
    }

    /** What {@code docker context use} chose; null for the default context. */
    private static @Nullable String contextHost(Map<String, String> environment) throws IOException {
        Path folder = CredentialFiles.dockerFolder(environment);
        Path config = folder.resolve("config.json");
        String name = environment.getOrDefault("DOCKER_CONTEXT", "");
        if (name.isEmpty() && Files.isReadable(config)) {
            name = Json.parse(Files.readAllBytes(config)).path("currentContext").asString("");
        }
        if (name.isEmpty() || name.equals("default")) {
            return null;
        }
        String id = Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
        Path meta = folder.resolve("contexts").resolve("meta").resolve(id).resolve("meta.json");
        if (!Files.isReadable(meta)) {
            throw new IOException("the Docker context " + name + " is not described in " + meta);
        }
        String host = Json.parse(Files.readAllBytes(meta))
                .path("Endpoints")
                .path("docker")
                .path("Host")
                .asString("");
        return host.isEmpty() ? null : host;
    }
}
