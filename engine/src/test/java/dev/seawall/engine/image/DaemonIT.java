package dev.seawall.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealDocker;
import dev.seawall.engine.RealPodman;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.Digests;
import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of the real engines. */
final class DaemonIT {
    @TempDir
    Path folder;

    private SourceOptions options(Map<String, String> environment) {
        return SourceOptions.of(RegistryOptions.of(environment)).withBounds(folder, 100 << 20, 100);
    }

    private Path context() throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("file"), "hello");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY file /a\nCOPY file /b\nUSER 7\nENV K=v\n");
        return context;
    }

    private static void requireSound(Image image) throws IOException {
        assertEquals(2, image.layers().size());
        assertEquals("7", image.config().user());
        assertEquals(
                List.of("K=v"),
                image.config().env().stream().filter(e -> e.startsWith("K")).toList());
        for (LayerBlob layer : image.layers()) {
            try (InputStream in = Digests.verifying(layer.diffId(), layer.open())) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void anImageBuiltByTheRealDockerIsRead() throws IOException {
        RealDocker docker = RealDocker.require();
        docker.docker(
                "build",
                "-q",
                "-t",
                "seawall/tiny:1",
                "-t",
                "seawall/tiny:2",
                context().toString());
        String id = docker.docker("inspect", "-f", "{{.Id}}", "seawall/tiny:1");
        SourceOptions options = options(Map.of("DOCKER_HOST", docker.host()));
        for (String target :
                List.of("docker:seawall/tiny:1", "seawall/tiny:2", "docker:" + id, "docker:" + id.substring(7, 19))) {
            try (Image image = ImageSources.open(target, options)) {
                assertEquals(target, image.name());
                assertEquals(Digest.parse(id), image.configDigest());
                assertTrue(image.tags().containsAll(List.of("seawall/tiny:1", "seawall/tiny:2")));
                requireSound(image);
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "the spool is gone");
        }
        Path tar = folder.resolve("saved.tar");
        docker.docker("save", "-o", tar.toString(), "seawall/tiny:1", "seawall/tiny:2");
        try (Image image = ImageSources.open(tar + ":seawall/tiny:2", options)) {
            requireSound(image);
        }
    }

    @Test
    void aMissingImageSaysWhatEachSourceAnswered() throws IOException {
        RealDocker docker = RealDocker.require();
        SourceOptions options = options(Map.of("DOCKER_HOST", docker.host(), "CONTAINER_HOST", "unix:///nonexistent"))
                .withOffline(true);
        String message = assertThrows(SeawallException.class, () -> ImageSources.open("missing:1", options))
                .getMessage();
        assertTrue(message.contains("No such image: missing:1"), message);
        assertTrue(message.contains("podman: cannot connect to unix:///nonexistent"), message);
        assertTrue(message.contains("containerd: "), message);
        assertTrue(message.contains("registry: registries are not asked with --offline"), message);
        docker.docker("build", "-q", "-t", "seawall/tiny:1", context().toString());
        SourceOptions arm = options.withPlatform(Platform.parse("linux/s390x"));
        assertThrows(SeawallException.class, () -> ImageSources.open("docker:seawall/tiny:1", arm));
    }

    @Test
    void anImageBuiltByTheRealPodmanIsRead() throws IOException {
        RealPodman podman = RealPodman.require();
        podman.podman("build", "-q", "-t", "localhost/tiny:1", context().toString());
        SourceOptions options = options(Map.of("CONTAINER_HOST", podman.host()));
        for (String target : List.of("podman:localhost/tiny:1", "localhost/tiny:1")) {
            try (Image image = ImageSources.open(target, options)) {
                assertTrue(image.tags().contains("localhost/tiny:1"));
                assertEquals("7", image.config().user());
                assertTrue(image.layers().size() >= 1);
            }
        }
        for (String format : List.of("docker-archive", "oci-archive", "oci-dir")) {
            Path saved = folder.resolve(format);
            podman.podman("save", "--format", format, "-o", saved.toString(), "localhost/tiny:1");
            try (Image image = ImageSources.open(saved.toString(), options)) {
                assertEquals("7", image.config().user());
                for (LayerBlob layer : image.layers()) {
                    Digest digest = layer.digest() == null ? layer.diffId() : layer.digest();
                    try (InputStream in = Digests.verifying(digest, layer.open())) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        }
    }
}
