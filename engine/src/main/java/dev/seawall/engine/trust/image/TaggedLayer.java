package dev.seawall.engine.trust.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A layer of cosign's older form, and the manifest it is added to. */
@SuppressWarnings("ArrayRecordComponent")
public record TaggedLayer(String mediaType, byte[] content, Map<String, String> annotations) {
    /** A manifest with its config; both must be stored. */
    @SuppressWarnings("ArrayRecordComponent")
    record Written(byte[] config, byte[] manifest) {}

    /** The manifest with this layer after those it has already; what others signed stays. */
    Written addedTo(@Nullable JsonNode old) {
        ObjectNode manifest = Json.mapper().createObjectNode().put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.OCI_MANIFEST);
        ObjectNode configPlace = manifest.putObject("config");
        ArrayNode layers = manifest.putArray("layers");
        if (old != null) {
            old.path("layers").forEach(layers::add);
        }
        ObjectNode layer = layers.addObject().put("mediaType", mediaType);
        layer.put("size", content.length).put("digest", Digest.sha256(content).toString());
        ObjectNode notes = layer.putObject("annotations");
        new TreeMap<>(annotations).forEach(notes::put);
        byte[] config = config(layers);
        configPlace.put("mediaType", MediaTypes.OCI_CONFIG).put("size", config.length);
        configPlace.put("digest", Digest.sha256(config).toString());
        return new Written(config, manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] config(ArrayNode layers) {
        ObjectNode config =
                Json.mapper().createObjectNode().put("architecture", "").put("os", "");
        config.putObject("config");
        ObjectNode rootfs = config.putObject("rootfs").put("type", "layers");
        ArrayNode diffIds = rootfs.putArray("diff_ids");
        layers.forEach(layer -> diffIds.add(layer.path("digest").asString("")));
        return config.toString().getBytes(StandardCharsets.UTF_8);
    }
}
