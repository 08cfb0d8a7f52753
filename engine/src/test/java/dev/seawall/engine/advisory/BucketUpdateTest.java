package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates from a bucket behind HTTP, on loopback. */
final class BucketUpdateTest {
    @TempDir
    private Path temp;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> failures = Collections.synchronizedMap(new TreeMap<>());

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private Path bucket;

    @BeforeEach
    void serve() throws IOException {
        bucket = Files.createDirectories(temp.resolve("bucket"));
        Files.writeString(bucket.resolve("ecosystems.txt"), "npm\nPyPI\nDebian\nDebian:12\n");
        put("npm", "left-pad", "1.0.0", "2026-01-01T00:00:00Z");
        put("PyPI", "flask", "2.2.5", "2026-01-01T00:00:00Z");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void put(String ecosystem, String name, String fixed, String date) throws IOException {
        Path folder = bucket.resolve(ecosystem);
        Records.zip(folder.resolve("all.zip"), Map.of("A-1.json", Records.json("A-1", ecosystem, name, fixed, "")));
        Files.writeString(folder.resolve("modified_id.csv"), date + ",A-1\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            if (failures.merge(path, -1, Integer::sum) >= 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            Path file = bucket.resolve(path.substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            String tag = "\"" + java.util.Arrays.hashCode(content) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private void update(String... ecosystems) {
        RegistryOptions net = RegistryOptions.of(Map.of()).withRetries(3, pause -> {});
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        new DatabaseUpdate(home(), net, step -> {}).fromBucket(base, Set.of(ecosystems));
    }

    private SeawallHome home() {
        return SeawallHome.below(temp.resolve("home"));
    }

    private String fix() {
        try (Advisories advisories = Advisories.open(home())) {
            return advisories.find(new AdvisoryKey("npm", "left-pad", "0")).toString();
        }
    }

    @Test
    void onlyWhatIsAskedForIsFetched() {
        update("npm");
        assertFalse(asked.contains("/PyPI/all.zip"));
        try (Advisories advisories = Advisories.open(home())) {
            assertTrue(advisories.hasData("npm"));
            assertFalse(advisories.hasData("PyPI"));
        }
    }

    @Test
    void aChangedRecordIsFetchedAlone() throws IOException {
        update("npm");
        asked.clear();
        update();
        assertFalse(asked.contains("/npm/all.zip"), "nothing changed");
        Files.writeString(
                bucket.resolve("npm/A-1.json"),
                Records.json("A-1", "npm", "left-pad", "7.7.7", "\"summary\":\"" + "new".repeat(3) + "\","));
        Files.writeString(bucket.resolve("npm/modified_id.csv"), "2026-02-01T00:00:00Z,A-1\n");
        asked.clear();
        update();
        assertFalse(asked.contains("/npm/all.zip"));
        assertTrue(fix().contains("7.7.7"), fix());
        Files.delete(bucket.resolve("npm/A-1.json"));
        Files.writeString(bucket.resolve("npm/modified_id.csv"), "2026-03-01T00:00:00Z,A-1\n");
        update();
        assertEquals("[]", fix(), "the record is gone");
    }

    @Test
    void aBusyServerIsAskedAgain() {
        failures.put("/npm/all.zip", 2);
        update("npm");
        assertTrue(fix().contains("1.0.0"));
    }

    @Test
    void aFailureLeavesTheOldDatabase() throws IOException {
        update("npm");
        Files.delete(bucket.resolve("npm/modified_id.csv"));
        Files.writeString(bucket.resolve("npm/all.zip"), "no zip");
        assertThrows(SeawallException.class, () -> update("npm"));
        assertTrue(fix().contains("1.0.0"));
        assertThrows(SeawallException.class, () -> update("Nowhere"));
        assertTrue(fix().contains("1.0.0"));
    }
}
