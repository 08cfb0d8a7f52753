package dev.seawall.engine.image;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes images into an OCI layout directory (image-layout 1.0.0). Equal input gives equal bytes. Not thread-safe.
 */
public final class OciLayoutWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Path directory;
    private final List<ObjectNode> manifests = new ArrayList<>();

    private OciLayoutWriter(Path directory) {
        this.directory = directory;
    }

    /** One layer of a new image: its uncompressed tar and the history line that made it. */
    public record NewLayer(byte[] tar, String createdBy) {}

    /**
     * Starts a layout in a directory, created where absent. An existing index is replaced when the writer finishes.
     *
     * @throws IOException where the directory cannot be written
     */
    public static OciLayoutWriter create(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("blobs/sha256"));
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        return new OciLayoutWriter(directory);
    }

    /**
     * Adds an image under a tag; its {@code rootfs} and {@code history} are written from the layers.
     *
     * @param config configuration document without rootfs and history, changed in place
     * @param layers bottom first; a layer without content is an empty history line
     * @return digest of the manifest
     */
    public Digest add(String tag, ObjectNode config, List<NewLayer> layers) throws IOException {
        ArrayNode diffIds = NODES.arrayNode();
        ArrayNode history = NODES.arrayNode();
        ArrayNode descriptors = NODES.arrayNode();
        for (NewLayer layer : layers) {
            ObjectNode line = history.addObject().put("created_by", layer.createdBy());
            if (layer.tar().length == 0) {
                line.put("empty_layer", true);
                continue;
            }
            diffIds.add(Digest.sha256(layer.tar()).toString());
            descriptors.add(blob(gzip(layer.tar()), "application/vnd.oci.image.layer.v1.tar+gzip"));
        }
        return manifest(tag, config, diffIds, history, descriptors);
    }

    /** Writes the uncompressed tar of a layer. */
    @FunctionalInterface
    public interface LayerContent {
        void write(OutputStream tar) throws IOException;
    }

    /**
     * Adds an image of one layer that is too large for memory, as {@link #add}.
     *
     * @param createdBy the history line
     */
    public Digest addStreamed(String tag, ObjectNode config, String createdBy, LayerContent content)
            throws IOException {
        Path draft = Files.createTempFile(directory, "layer", ".tmp");
        try {
            MessageDigest storedDigest = sha256();
            MessageDigest plainDigest = sha256();
            try (OutputStream stored = new DigestOutputStream(Files.newOutputStream(draft), storedDigest);
                    OutputStream gzip = new GZIPOutputStream(new BufferedOutputStream(stored, 65536), 65536);
                    OutputStream plain = new BufferedOutputStream(new DigestOutputStream(gzip, plainDigest), 65536)) {
                content.write(plain);
            }
            Digest digest = Digest.of("sha256", storedDigest.digest());
            long size = Files.size(draft);
            Files.move(draft, directory.resolve("blobs/sha256").resolve(digest.hex()), REPLACE_EXISTING);
            ArrayNode diffIds = NODES.arrayNode()
                    .add(Digest.of("sha256", plainDigest.digest()).toString());
            ArrayNode history = NODES.arrayNode();
            history.addObject().put("created_by", createdBy);
            ArrayNode descriptors = NODES.arrayNode();
            descriptors
                    .addObject()
                    .put("mediaType", "application/vnd.oci.image.layer.v1.tar+gzip")
                    .put("digest", digest.toString())
                    .put("size", size);
            return manifest(tag, config, diffIds, history, descriptors);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private Digest manifest(String tag, ObjectNode config, ArrayNode diffIds, ArrayNode history, ArrayNode descriptors)
            throws IOException {
        config.putObject("rootfs").put("type", "layers").set("diff_ids", diffIds);
        config.set("history", history);
        ObjectNode manifest = NODES.objectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", blob(bytes(config), "application/vnd.oci.image.config.v1+json"));
        manifest.set("layers", descriptors);
        ObjectNode descriptor = blob(bytes(manifest), MANIFEST);
        descriptor.putObject("annotations").put("org.opencontainers.image.ref.name", tag);
        manifests.add(descriptor);
        return Digest.parse(descriptor.get("digest").asString());
    }

    /** Writes the index; the layout is complete from here on. */
    public void finish() throws IOException {
        ObjectNode index = NODES.objectNode().put("schemaVersion", 2);
        index.put("mediaType", "application/vnd.oci.image.index.v1+json");
        index.putArray("manifests").addAll(manifests);
        Files.write(directory.resolve("index.json"), bytes(index));
    }

    private ObjectNode blob(byte[] content, String mediaType) throws IOException {
        Digest digest = Digest.sha256(content);
        Files.write(directory.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex()), content);
        return NODES.objectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", content.length);
    }

    private static byte[] bytes(ObjectNode json) {
        return Json.mapper().writeValueAsBytes(json);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream(content.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 65536)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
