package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Databases of a real Debian 12 and a real Alpine 3.20, and what dpkg-query and apk said of them. */
final class RealDatabasesTest {
    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RealDatabasesTest.class.getResourceAsStream("/ecosystem/" + name + ".gz")) {
            return new GZIPInputStream(in).readAllBytes();
        }
    }

    private static List<String> lines(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8)
                .lines()
                .sorted()
                .toList();
    }

    @Test
    void dpkgQueryListsTheSame() throws IOException {
        Reading reading = new MemoryFiles()
                .with("var/lib/dpkg/status", resource("deb/bookworm-status"))
                .readAll(new Deb());
        List<String> found = reading.packages().stream()
                .map(p -> String.join(
                        " ",
                        p.name(),
                        p.version(),
                        p.source().name(),
                        p.source().version()))
                .sorted()
                .toList();
        assertEquals(lines("deb/bookworm-dpkg-query.txt"), found);
    }

    @Test
    void apkListsTheSame() throws IOException {
        Reading reading = new MemoryFiles()
                .with("lib/apk/db/installed", resource("apk/alpine-3.20-installed"))
                .readAll(new Apk());
        List<String> found = reading.packages().stream()
                .map(p -> p.name() + "-" + p.version())
                .sorted()
                .toList();
        assertEquals(lines("apk/alpine-3.20-apk-info.txt"), found);
    }
}
