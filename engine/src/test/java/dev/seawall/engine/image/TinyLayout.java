package dev.seawall.engine.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Builds OCI layouts, sound ones and others, as a map of their files. */
final class TinyLayout {
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    TinyLayout() {
        files.put("oci-layout", TinyImages.bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
    }

    /** Stores a blob and returns its descriptor. */
    ObjectNode blob(String mediaType, byte[] content) {
        Digest digest = Digest.sha256(content);
        files.put("blobs/sha256/" + digest.hex(), content);
        return Json.mapper()
                .createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", content.length);
    }

    /** Stores an image of one layer and returns the descriptor of its manifest. */
    ObjectNode image(String architecture, String content) throws IOException {
        byte[] layer = TinyImages.layer("etc/motd", content);
        return manifest(
                blob(MediaTypes.OCI_CONFIG, TinyImages.config(architecture, layer)), List.of(blob(LAYER, layer)));
    }

    ObjectNode manifest(ObjectNode config, List<ObjectNode> layers) {
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        manifest.set("config", config);
        layers.forEach(manifest.putArray("layers")::add);
        return blob(MediaTypes.OCI_MANIFEST, Json.mapper().writeValueAsBytes(manifest));
    }

    ObjectNode index(ObjectNode... entries) {
        return blob(MediaTypes.OCI_INDEX, indexBytes(entries));
    }

    static byte[] indexBytes(ObjectNode... entries) {
        ObjectNode index = Json.mapper().createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        List.of(entries).forEach(index.putArray("manifests")::add);
        return Json.mapper().writeValueAsBytes(index);
    }

    static ObjectNode platform(ObjectNode entry, String architecture, String variant) {
        ObjectNode platform = entry.putObject("platform").put("os", "linux").put("architecture", architecture);
        if (!variant.isEmpty()) {
            platform.put("variant", variant);
        }
        return entry;
    }

    static ObjectNode named(ObjectNode entry, String name) {
        entry.putObject("annotations").put("org.opencontainers.image.ref.name", name);
        return entry;
    }

    TinyLayout top(ObjectNode... entries) {
        files.put("index.json", indexBytes(entries));
        return this;
    }

    Map<String, byte[]> files() {
        return files;
    }

    Path write(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return directory;
    }
}
