package dev.seawall.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

final class OciLayoutTest {
    @TempDir
    Path folder;

    private final TinyLayout layout = new TinyLayout();

    private SourceOptions options(String platform) {
        SourceOptions options = SourceOptions.of(RegistryOptions.of(Map.of()));
        return platform.isEmpty() ? options : options.withPlatform(Platform.parse(platform));
    }

    private String opened(String platform, String choice) throws IOException {
        Path directory = layout.write(folder);
        try (Image image = ImageSources.open("oci:" + directory + choice, options(platform))) {
            return String.valueOf(image.digest());
        }
    }

    private String refused(String platform, String choice) {
        return assertThrows(SeawallException.class, () -> opened(platform, choice))
                .getMessage();
    }

    private static String digest(ObjectNode descriptor) {
        return descriptor.path("digest").asString();
    }

    @Test
    void theImageOfThePlatformIsFoundInNestedIndexes() throws IOException {
        ObjectNode amd = TinyLayout.platform(layout.image("amd64", "x"), "amd64", "");
        ObjectNode arm = TinyLayout.platform(layout.image("arm64", "x"), "arm64", "v8");
        ObjectNode v6 = TinyLayout.platform(layout.image("arm", "6"), "arm", "v6");
        ObjectNode v7 = TinyLayout.platform(layout.image("arm", "7"), "arm", "v7");
        ObjectNode proof = TinyLayout.platform(layout.image("amd64", "attestation"), "unknown", "");
        ((ObjectNode) proof.path("platform")).put("os", "unknown");
        layout.top(layout.index(proof, layout.index(v6, v7, arm), amd));
        assertEquals(digest(amd), opened("linux/amd64", ""));
        assertEquals(digest(arm), opened("linux/arm64", ""));
        assertEquals(digest(arm), opened("linux/arm64/v8", ""));
        assertEquals(digest(v7), opened("arm", ""), "the newest variant is taken");
        assertEquals(digest(v6), opened("linux/arm/v6", ""));
        String message = refused("linux/s390x", "");
        assertTrue(
                message.contains(
                        "no image for linux/s390x; there is linux/arm/v6, linux/arm/v7, linux/arm64, linux/amd64"),
                message);
    }

    @Test
    void theConfigurationSaysThePlatformWhereTheIndexDoesNot() throws IOException {
        ObjectNode riscv = layout.image("riscv64", "x");
        layout.top(riscv);
        assertEquals(digest(riscv), opened("", ""), "a lone image is taken where no platform was asked for");
        assertTrue(refused("linux/amd64", "").contains("there is linux/riscv64"));
        ObjectNode amd = layout.image("amd64", "x");
        layout.top(riscv, amd);
        assertEquals(digest(amd), opened("linux/amd64", ""));
    }

    @Test
    void anImageIsChosenByTagNameOrDigest() throws IOException {
        ObjectNode one = TinyLayout.named(layout.image("amd64", "1"), "1.0");
        ObjectNode two = TinyLayout.named(layout.image("amd64", "2"), "registry.example.org/app:2.0");
        layout.top(one, two);
        assertEquals(digest(one), opened("", ":1.0"));
        assertEquals(digest(two), opened("", ":2.0"));
        assertEquals(digest(two), opened("", ":registry.example.org/app:2.0"));
        assertEquals(digest(two), opened("", "@" + digest(two)));
        assertTrue(refused("", ":3.0").contains("there is 1.0, registry.example.org/app:2.0"));
        assertTrue(refused("", "@sha256:12").contains("no digest"));
    }

    @Test
    void embeddedContentIsUsedAndVerified() throws IOException {
        byte[] layer = TinyImages.layer("a", "1");
        byte[] config = TinyImages.config("amd64", layer);
        ObjectNode configuration = layout.blob(MediaTypes.OCI_CONFIG, config);
        ObjectNode stored = layout.blob(TinyLayout.LAYER, layer);
        layout.files().keySet().removeIf(path -> path.startsWith("blobs/"));
        configuration.put("data", Base64.getEncoder().encodeToString(config));
        stored.put("data", Base64.getEncoder().encodeToString(layer));
        layout.top(layout.manifest(configuration, List.of(stored)));
        try (Image image = ImageSources.open("oci:" + layout.write(folder), options(""));
                InputStream in = image.layers().getFirst().open()) {
            assertArrayEquals(layer, in.readAllBytes());
        }
        stored.put("data", Base64.getEncoder().encodeToString(new byte[layer.length]));
        layout.top(layout.manifest(configuration, List.of(stored)));
        assertTrue(refused("", "").contains("does not have the digest"));
    }

    @Test
    void tamperedBlobsAreRefused() throws IOException {
        ObjectNode manifest = layout.image("amd64", "1");
        layout.top(manifest);
        layout.write(folder);
        Path file = folder.resolve("blobs/sha256/" + digest(manifest).substring(7));
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        layout.files().put(folder.relativize(file).toString(), content);
        assertTrue(refused("", "").contains("has another digest: damaged or tampered with"));
    }

    @Test
    void blobsThatAreLinksOutOfTheLayoutAreNotFollowed() throws IOException {
        ObjectNode manifest = layout.image("amd64", "1");
        layout.top(manifest);
        layout.write(folder.resolve("layout"));
        Path file = folder.resolve("layout/blobs/sha256/" + digest(manifest).substring(7));
        Files.move(file, folder.resolve("outside"));
        Files.createSymbolicLink(file, folder.resolve("outside"));
        String target = "oci:" + folder.resolve("layout");
        assertThrows(SeawallException.class, () -> ImageSources.open(target, options("")));
    }

    @Test
    void documentsThatAreNoImageAreNamed() throws IOException {
        ObjectNode chart = layout.manifest(
                layout.blob("application/vnd.cncf.helm.config.v1+json", TinyImages.bytes("{}")), List.of());
        chart.putObject("platform").put("os", "linux").put("architecture", "amd64");
        layout.top(chart);
        assertTrue(refused("linux/amd64", "").contains("an artifact of type application/vnd.cncf.helm.config.v1+json"));
        layout.top(layout.blob(
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                TinyImages.bytes("{\"schemaVersion\":1,\"fsLayers\":[]}")));
        assertTrue(refused("", "").contains("Docker schema 1"));
        layout.top(layout.blob(
                MediaTypes.OCI_MANIFEST, TinyImages.bytes("{\"schemaVersion\":2,\"layers\":[],\"manifests\":[]}")));
        assertTrue(refused("", "").contains("neither an image manifest nor an index"));
        layout.top();
        assertTrue(refused("", "").contains("lists no image"));
    }

    @Test
    void deepAndCyclicIndexesEnd() throws IOException {
        ObjectNode entry = TinyLayout.platform(layout.image("amd64", "1"), "amd64", "");
        for (int i = 0; i < 8; i++) {
            entry = layout.index(entry, entry, entry);
        }
        layout.top(entry);
        assertTrue(refused("", "").contains("nest deeper than 5"));
        ObjectNode self = layout.index(TinyLayout.platform(layout.image("s390x", "1"), "s390x", ""));
        byte[] cycle = TinyLayout.indexBytes(self);
        layout.files().put("blobs/sha256/" + digest(self).substring(7), cycle);
        layout.top(self);
        assertTrue(refused("", "").contains("another digest"));
    }

    @Test
    void layersThatAreMissingShortOrEncryptedAreNamed() throws IOException {
        byte[] layer = TinyImages.layer("a", "1");
        ObjectNode config = layout.blob(MediaTypes.OCI_CONFIG, TinyImages.config("amd64", layer));
        ObjectNode stored = layout.blob(TinyLayout.LAYER, layer);
        layout.top(layout.manifest(config, List.of(stored.deepCopy().put("size", 5))));
        assertTrue(refused("", "").contains("its manifest says 5"));
        layout.top(layout.manifest(config, List.of(stored, stored)));
        assertTrue(refused("", "").contains("lists 2 layers, the configuration 1"));
        layout.top(
                layout.manifest(config, List.of(stored.deepCopy().put("mediaType", TinyLayout.LAYER + "+encrypted"))));
        assertTrue(refused("", "").contains("is encrypted"));
        String path = "blobs/sha256/" + digest(stored).substring(7);
        layout.files().remove(path);
        Files.delete(folder.resolve(path));
        ObjectNode foreign =
                stored.deepCopy().put("mediaType", "application/vnd.oci.image.layer.nondistributable.v1.tar");
        layout.top(layout.manifest(config, List.of(foreign)));
        assertTrue(refused("", "").contains("a foreign layer kept elsewhere, is missing"));
    }
}
