package dev.seawall.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.seawall.engine.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ImageRefTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    /** As typed, and in full. */
    private static Map<String, String> good() {
        Map<String, String> refs = new TreeMap<>();
        refs.put("alpine", "docker.io/library/alpine");
        refs.put("alpine:3.20", "docker.io/library/alpine:3.20");
        refs.put("index.docker.io/alpine", "docker.io/library/alpine");
        refs.put("docker.io/user/app", "docker.io/user/app");
        refs.put("user/app@" + DIGEST, "docker.io/user/app@" + DIGEST);
        refs.put("localhost/app", "localhost/app");
        refs.put("localhost:5000/app:1", "localhost:5000/app:1");
        refs.put("registry.example.org/a/b/c:T_1.x-2@" + DIGEST, "registry.example.org/a/b/c:T_1.x-2@" + DIGEST);
        refs.put("[::1]:5000/app", "[::1]:5000/app");
        refs.put("Host/app", "Host/app");
        refs.put("a__b/c-_d".replace("-_", "--"), "docker.io/a__b/c--d");
        refs.put("127.0.0.1/x.y_z", "127.0.0.1/x.y_z");
        return refs;
    }

    @Test
    void namesAreNormalisedAsDockerDoesIt() {
        good().forEach((typed, full) -> {
            ImageRef ref = ImageRef.parse(typed);
            assertEquals(full, ref.toString(), typed);
            assertEquals(ref, ImageRef.parse(full));
            assertEquals(ref, ImageRef.parse(ref.familiar()));
        });
        assertEquals(
                "alpine:3.20", ImageRef.parse("docker.io/library/alpine:3.20").familiar());
        assertEquals("latest", ImageRef.parse("alpine").reference());
        assertEquals(DIGEST, ImageRef.parse("alpine:1@" + DIGEST).reference());
        assertEquals(
                "docker.io/library/alpine:2",
                ImageRef.parse("alpine:1@" + DIGEST).withTag("2").toString());
    }

    @Test
    void whatBreaksTheGrammarIsRefused() {
        for (String bad : List.of(
                "",
                ":",
                "/",
                "a//b",
                "/a",
                "a/",
                "Upper",
                "a:",
                "a:-x",
                "a:" + "x".repeat(129),
                "a@sha256:12",
                "a@",
                "a@" + DIGEST + "x",
                "host:x/a",
                "host:99999/a",
                "-a",
                "a-",
                "a..b",
                "a___b",
                "a b",
                "a\nb",
                "a.-b/c",
                "localhost:5000/",
                "[::g]/a",
                "0".repeat(64),
                "a/" + "b".repeat(255),
                "../a",
                "a/../b",
                "é")) {
            assertThrows(IllegalArgumentException.class, () -> ImageRef.parse(bad), bad);
        }
    }

    @Test
    void fuzzedNamesAreRefusedOrReadBack() {
        List<byte[]> corpus = new ArrayList<>();
        good().keySet().forEach(name -> corpus.add(name.getBytes(StandardCharsets.UTF_8)));
        corpus.add("a-".repeat(5_000).getBytes(StandardCharsets.UTF_8));
        Fuzz.run(corpus, input -> {
            ImageRef ref;
            try {
                ref = ImageRef.parse(new String(input, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return;
            }
            assertEquals(ref, ImageRef.parse(ref.toString()));
        });
    }
}
