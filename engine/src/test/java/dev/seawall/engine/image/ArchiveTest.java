package dev.seawall.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class ArchiveTest {
    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private SourceOptions options() {
        return SourceOptions.of(RegistryOptions.of(Map.of()))
                .withBounds(folder, 10 << 20, 100)
                .withNotes(notes::add);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path tar(String name, Map<String, byte[]> files) throws IOException {
        return write(name, TinyImages.tar(files));
    }

    private void requireLayer(byte[] layer, Image image) throws IOException {
        LayerBlob blob = image.layers().getFirst();
        assertEquals(Digest.sha256(layer), blob.diffId());
        for (int i = 0; i < 2; i++) {
            try (InputStream in = blob.open()) {
                assertArrayEquals(layer, in.readAllBytes());
            }
        }
    }

    private String failure(String target) {
        return assertThrows(SeawallException.class, () -> ImageSources.open(target, options())
                        .close())
                .getMessage();
    }

    private interface Wrapper {
        OutputStream wrap(OutputStream out) throws IOException;
    }

    private static byte[] compressed(byte[] content, Wrapper wrapper) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream wrapped = wrapper.wrap(out)) {
            wrapped.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void plainAndCompressedArchivesGiveTheSameImage() throws IOException {
        byte[] layer = TinyImages.layer("etc/motd", "hello");
        byte[] plain = TinyImages.tar(TinyImages.docker("app:1", layer));
        write("plain.tar", plain);
        write("gzip.tar.gz", compressed(plain, GZIPOutputStream::new));
        write("zstd.tar.zst", compressed(plain, ZstdOutputStream::new));
        write("xz.tar.xz", compressed(plain, out -> new XZOutputStream(out, new LZMA2Options())));
        for (String name : List.of("plain.tar", "gzip.tar.gz", "zstd.tar.zst", "xz.tar.xz")) {
            try (Image image = ImageSources.open(folder.resolve(name).toString(), options())) {
                assertEquals(List.of("app:1"), image.tags());
                assertEquals("app", image.config().user());
                assertNull(image.digest());
                requireLayer(layer, image);
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.filter(f -> f.toString().endsWith(".spool")).count(), "spools are deleted");
        }
    }

    @Test
    void oneOfSeveralImagesIsChosenByNameOrId() throws IOException {
        byte[] first = TinyImages.layer("a", "1");
        byte[] second = TinyImages.layer("b", "2");
        Map<String, byte[]> files = new LinkedHashMap<>(TinyImages.docker("registry.example.org:5000/app:1", first));
        byte[] config = TinyImages.config("amd64", second);
        files.put("two.tar", second);
        files.put("two.json", config);
        String one = new String(files.get("manifest.json"));
        files.put(
                "manifest.json",
                TinyImages.bytes(one.substring(0, one.length() - 1)
                        + ",{\"Config\":\"two.json\",\"RepoTags\":[\"other:latest\"],\"Layers\":[\"./two.tar\"]}]"));
        Path tar = tar("two.tar", files);
        try (Image image = ImageSources.open("archive:" + tar, options())) {
            requireLayer(first, image);
        }
        assertEquals(1, notes.size());
        for (String choice : List.of("other", "other:latest", "docker.io/library/other", "latest")) {
            try (Image image = ImageSources.open("archive:" + tar + ":" + choice, options())) {
                requireLayer(second, image);
            }
        }
        try (Image image = ImageSources.open(tar + ":registry.example.org:5000/app:1", options())) {
            requireLayer(first, image);
        }
        assertTrue(
                failure("archive:" + tar + ":none").contains("there is registry.example.org:5000/app:1, other:latest"));
    }

    @Test
    void layersMayBeLinksToEachOther() throws IOException {
        byte[] layer = TinyImages.layer("a", "1");
        Map<String, byte[]> files = TinyImages.docker("app:1", layer);
        files.put("two/layer.tar", files.remove("one/layer.tar"));
        files.put("one/layer.tar", TinyImages.bytes("->../two/layer.tar"));
        try (Image image = ImageSources.open(tar("links.tar", files).toString(), options())) {
            requireLayer(layer, image);
        }
        files.put("two/layer.tar", TinyImages.bytes("->../one/layer.tar"));
        assertTrue(failure(tar("circle.tar", files).toString()).contains("the layer one/layer.tar is missing"));
        files.put("one/layer.tar", TinyImages.bytes("->../../../etc/passwd"));
        assertTrue(failure(tar("out.tar", files).toString()).contains("the layer one/layer.tar is missing"));
    }

    @Test
    void theOciHalfOfANewDockerArchiveGivesTheDigest() throws IOException {
        TinyLayout layout = new TinyLayout();
        var manifest = layout.image("amd64", "hello");
        layout.top(manifest);
        String config = ManifestDocument.parse(
                        "", Digest.parse(manifest.path("digest").asString()), blob(layout, manifest))
                .config()
                .digest()
                .hex();
        String layer = layout.files().keySet().stream()
                .filter(p -> p.startsWith("blobs"))
                .filter(p -> !p.endsWith(config)
                        && !p.endsWith(manifest.path("digest").asString().substring(7)))
                .findFirst()
                .orElseThrow();
        layout.files()
                .put(
                        "manifest.json",
                        TinyImages.bytes("[{\"Config\":\"blobs/sha256/" + config + "\",\"RepoTags\":null,\"Layers\":[\""
                                + layer + "\"]}]"));
        try (Image image = ImageSources.open(tar("hybrid.tar", layout.files()).toString(), options())) {
            assertEquals(manifest.path("digest").asString(), String.valueOf(image.digest()));
            assertNotNull(image.layers().getFirst().digest());
            assertEquals(config, image.configDigest().hex());
        }
    }

    private static byte[] blob(TinyLayout layout, tools.jackson.databind.JsonNode descriptor) {
        return layout.files()
                .get("blobs/sha256/" + descriptor.path("digest").asString().substring(7));
    }

    @Test
    void anOciTarIsOpenedLikeItsDirectory() throws IOException {
        TinyLayout layout = new TinyLayout();
        var entry = TinyLayout.named(layout.image("amd64", "hello"), "1.0");
        layout.top(entry);
        Path tar = tar("oci.tar", layout.files());
        for (String target : List.of(tar.toString(), "oci:" + tar, "archive:" + tar + ":1.0", tar + ":1.0")) {
            try (Image image = ImageSources.open(target, options())) {
                assertEquals(entry.path("digest").asString(), String.valueOf(image.digest()));
                assertEquals(List.of("1.0"), image.tags());
            }
        }
    }

    @Test
    void archivesOfDockerBefore110AreRead() throws IOException {
        byte[] bottom = TinyImages.layer("a", "1");
        byte[] top = TinyImages.layer("b", "2");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("repositories", TinyImages.bytes("{\"old\":{\"1\":\"bb\"}}"));
        files.put("aa/json", TinyImages.bytes("{\"id\":\"aa\"}"));
        files.put("aa/layer.tar", bottom);
        files.put(
                "bb/json",
                TinyImages.bytes("{\"id\":\"bb\",\"parent\":\"aa\",\"os\":\"linux\",\"config\":{\"User\":\"u\"}}"));
        files.put("bb/layer.tar", top);
        try (Image image = ImageSources.open(tar("old.tar", files).toString(), options())) {
            assertEquals(List.of("old:1"), image.tags());
            assertEquals("u", image.config().user());
            requireLayer(bottom, image);
            assertEquals(2, image.layers().size());
        }
        files.put("aa/json", TinyImages.bytes("{\"parent\":\"bb\"}"));
        assertTrue(failure(tar("circle.tar", files).toString()).contains("do not form a chain"));
        files.put("aa/json", TinyImages.bytes("{\"parent\":\"../x\"}"));
        assertTrue(failure(tar("path.tar", files).toString()).contains("do not form a chain"));
    }

    @Test
    void damageIsNamed() throws IOException {
        byte[] layer = TinyImages.layer("a", "1");
        Map<String, byte[]> files = TinyImages.docker("app:1", layer);
        byte[] sound = TinyImages.tar(files);
        write("cut.tar", Arrays.copyOf(sound, 2500));
        assertTrue(failure("archive:" + folder.resolve("cut.tar")).contains("cut short"));
        byte[] zipped = compressed(sound, GZIPOutputStream::new);
        write("cut.gz", Arrays.copyOf(zipped, zipped.length / 2));
        failure("archive:" + folder.resolve("cut.gz"));

        String hex = files.keySet().iterator().next();
        byte[] config = files.get(hex);
        files.put(hex, TinyImages.config("arm64", layer));
        assertTrue(failure(tar("config.tar", files).toString()).contains("another digest than its name says"));
        files.put(hex, config);
        files.put("manifest.json", TinyImages.bytes("[{\"Config\":\"" + hex + "\",\"Layers\":[]}]"));
        assertTrue(failure(tar("layers.tar", files).toString()).contains("lists 0 layers, the configuration 1"));
        files.put("manifest.json", TinyImages.bytes("[{\"Config\":\"/etc/passwd\",\"Layers\":[]}]"));
        assertTrue(failure(tar("path.tar", files).toString()).contains("/etc/passwd is missing"));
        files.put("manifest.json", TinyImages.bytes("{"));
        assertTrue(failure(tar("json.tar", files).toString()).contains("malformed JSON"));
        assertTrue(failure(tar("none.tar", Map.of("bin/sh", layer)).toString()).contains("no image"));
    }

    @Test
    void anotherPlatformThanAskedForIsRefused() throws IOException {
        Path tar = tar("app.tar", TinyImages.docker("app:1", TinyImages.layer("a", "1")));
        SourceOptions arm = options().withPlatform(Platform.parse("linux/arm64"));
        String message = assertThrows(SeawallException.class, () -> ImageSources.open(tar.toString(), arm))
                .getMessage();
        assertTrue(message.contains("it is for linux/amd64, not for linux/arm64"), message);
    }

    @Test
    void aCompressedArchiveBeyondTheSpoolBoundIsRefused() throws IOException {
        byte[] bomb = compressed(new byte[0], out -> {
            GZIPOutputStream zip = new GZIPOutputStream(out);
            zip.write(TinyImages.tar(TinyImages.docker("app:1", TinyImages.layer("a", "1"))));
            for (int i = 0; i < 200; i++) {
                zip.write(new byte[100_000]);
            }
            return zip;
        });
        write("bomb.tgz", bomb);
        assertTrue(failure("archive:" + folder.resolve("bomb.tgz")).contains("temporary space"));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "nothing stays behind");
        }
    }

    @Test
    void tooManyLayersAreRefused() throws IOException {
        byte[] layer = TinyImages.layer("a", "1");
        Path tar = tar("app.tar", TinyImages.docker("app:1", layer));
        SourceOptions none = options().withBounds(folder, 1 << 20, 0);
        assertThrows(SeawallException.class, () -> ImageSources.open(tar.toString(), none));
    }
}
