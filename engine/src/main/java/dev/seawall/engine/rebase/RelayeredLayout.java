package dev.seawall.engine.rebase;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.seawall.engine.archive.Decompression;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.net.RegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a re-layered image as an OCI layout, its layers byte for byte, and pushes it from there. */
final class RelayeredLayout {
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final Path folder;
    private final List<ObjectNode> blobs = new ArrayList<>();

    private RelayeredLayout(Path folder) {
        this.folder = folder;
    }

    /** What was written. */
    record Written(RelayeredLayout layout, Digest digest, byte[] manifest) {
        /** Pushes the blobs and the manifest. */
        void push(RegistryClient client, ImageRef to) throws IOException {
            for (ObjectNode blob : layout.blobs) {
                Digest digest = Digest.parse(blob.path("digest").asString());
                Path file = layout.file(digest);
                client.pushBlob(to, digest, Files.size(file), () -> Files.newInputStream(file));
            }
            client.pushManifest(to, MediaTypes.OCI_MANIFEST, manifest);
        }
    }

    /** Writes the image into a folder, created where absent. */
    static Written write(Path folder, Relayering image) throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        return new RelayeredLayout(folder).write(image);
    }

    private Written write(Relayering image) throws IOException {
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        ArrayNode layers = Json.mapper().createArrayNode();
        for (LayerBlob layer : image.layers()) {
            layers.add(remembered(copy(layer)));
        }
        manifest.set("config", remembered(blob(MediaTypes.OCI_CONFIG, bytes(image.config()))));
        manifest.set("layers", layers);
        manifest.set("annotations", image.annotations());
        byte[] content = bytes(manifest);
        index(blob(MediaTypes.OCI_MANIFEST, content));
        return new Written(this, Digest.sha256(content), content);
    }

    private ObjectNode remembered(ObjectNode descriptor) {
        blobs.add(descriptor);
        return descriptor.deepCopy();
    }

    private void index(ObjectNode manifest) throws IOException {
        manifest.putObject("annotations").put("org.opencontainers.image.ref.name", "rebased");
        ObjectNode index = Json.mapper().createObjectNode().put("schemaVersion", 2);
        index.put("mediaType", MediaTypes.OCI_INDEX).putArray("manifests").add(manifest);
        Files.write(folder.resolve("index.json"), bytes(index));
    }

    private Path file(Digest digest) {
        return folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
    }

    private ObjectNode blob(String mediaType, byte[] content) throws IOException {
        Digest digest = Digest.sha256(content);
        Files.write(file(digest), content);
        return descriptor(mediaType, digest, content.length);
    }

    private static ObjectNode descriptor(String mediaType, Digest digest, long size) {
        return Json.mapper()
                .createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", size);
    }

    private ObjectNode copy(LayerBlob layer) throws IOException {
        Path draft = Files.createTempFile(folder, "layer", ".tmp");
        try {
            MessageDigest computed = Digest.newSha256();
            try (InputStream in = layer.open();
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(draft), computed)) {
                in.transferTo(out);
            }
            Digest digest = Digest.of("sha256", computed.digest());
            Digest stated = layer.digest();
            if (stated != null && stated.algorithm().equals("sha256") && !stated.equals(digest)) {
                throw new IOException("the layer " + stated + " has the content of " + digest);
            }
            long size = Files.size(draft);
            String mediaType = LAYER + suffix(draft);
            Files.move(draft, file(digest), REPLACE_EXISTING);
            return descriptor(mediaType, digest, size);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String suffix(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Decompression.MAGIC_BYTES);
            return switch (Decompression.of(start, start.length)) {
                case NONE -> "";
                case GZIP -> "+gzip";
                case ZSTD -> "+zstd";
            };
        }
    }

    private static byte[] bytes(ObjectNode json) {
        return Json.mapper().writeValueAsBytes(json);
    }
}
