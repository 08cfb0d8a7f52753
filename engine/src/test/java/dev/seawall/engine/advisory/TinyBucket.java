package dev.seawall.engine.advisory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OSV bucket made of a folder, served on loopback; it remembers what was asked for and fails when told to. */
final class TinyBucket implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** How often a path still answers 503. */
    final Map<String, Integer> failures = new ConcurrentHashMap<>();

    final Path folder;
    private final HttpServer server;

    TinyBucket(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("ecosystems.txt"), "npm\nPyPI\nDebian\nDebian:12\n");
        put("npm", "left-pad", "1.0.0", "2026-01-01T00:00:00Z");
        put("PyPI", "flask", "2.2.5", "2026-01-01T00:00:00Z");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String ecosystem, String name, String fixed, String date) throws IOException {
        Path own = folder.resolve(ecosystem);
        Records.zip(own.resolve("all.zip"), Map.of("A-1.json", Records.json("A-1", ecosystem, name, fixed, "")));
        Files.writeString(own.resolve("modified_id.csv"), date + ",A-1\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            if (failures.merge(path, -1, Integer::sum) >= 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            Path file = folder.resolve(path.substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            String tag = "\"" + Arrays.hashCode(content) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
