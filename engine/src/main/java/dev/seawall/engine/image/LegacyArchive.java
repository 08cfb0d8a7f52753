package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Docker before 1.10 saved: {@code repositories} names a top layer, each layer is a directory with {@code json}
 * (its configuration and parent) and {@code layer.tar}. There is no image configuration and there are no diffIDs: both
 * are made up here from the layers, so the image id is not Docker's.
 */
final class LegacyArchive {
    private static final String REPOSITORIES = "repositories";
    private static final int MAX_JSON_BYTES = 1 << 20;

    private final BlobStore files;

    LegacyArchive(BlobStore files) {
        this.files = files;
    }

    static boolean isArchive(BlobStore files) {
        return files.has(REPOSITORIES);
    }

    /** Opens the image of that tag or full name, or the first; closing it closes the files. */
    OpenedImage open(String name, @Nullable String choice, SourceOptions options) throws IOException {
        Map<String, String> tops = tops();
        String tag = tops.keySet().stream()
                .filter(t -> choice == null || OciLayout.isNamed(t, choice))
                .findFirst()
                .orElseThrow(() -> new MalformedFileException(
                        "nothing in it is named " + choice + "; there is " + String.join(", ", tops.keySet())));
        List<JsonNode> chain = chain(tops.getOrDefault(tag, ""), options);
        List<LayerBlob> layers = new ArrayList<>();
        for (JsonNode layer : chain) {
            layers.add(layer(layer.path("id").asString("")));
        }
        byte[] config = config(chain.getLast(), layers);
        return new OpenedImage(
                name, null, Digest.sha256(config), List.of(tag), ImageConfig.parse(config), layers, files);
    }

    private Map<String, String> tops() throws IOException {
        JsonNode repositories = Json.parse(files.read(REPOSITORIES, MAX_JSON_BYTES));
        Map<String, String> tops = new TreeMap<>();
        repositories.properties().forEach(repository -> repository
                .getValue()
                .properties()
                .forEach(tag -> tops.put(
                        repository.getKey() + ":" + tag.getKey(), tag.getValue().asString(""))));
        if (tops.isEmpty()) {
            throw new MalformedFileException("its repositories file lists no image");
        }
        return tops;
    }

    /** The layers' json files, bottom first. */
    private List<JsonNode> chain(String top, SourceOptions options) throws IOException {
        List<JsonNode> chain = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String id = top;
        while (!id.isEmpty()) {
            if (!id.matches("[0-9a-f]{1,128}") || !seen.add(id)) {
                throw new MalformedFileException("its layers do not form a chain");
            }
            ImageFinder.requireFew(seen.size(), options);
            JsonNode json = Json.parse(files.read(id + "/json", MAX_JSON_BYTES));
            chain.addFirst(((ObjectNode) object(json)).put("id", id));
            id = json.path("parent").asString("");
        }
        if (chain.isEmpty()) {
            throw new MalformedFileException("its repositories file names no layer");
        }
        return chain;
    }

    private static JsonNode object(JsonNode json) throws MalformedFileException {
        if (!json.isObject()) {
            throw new MalformedFileException("a layer's json file is no object");
        }
        return json;
    }

    private LayerBlob layer(String id) throws IOException {
        String path = id + "/layer.tar";
        long size = files.sizeBytes(path);
        if (size < 0) {
            throw new MalformedFileException("the layer " + path + " is missing");
        }
        return new StoredLayer(null, diffId(path), size, () -> files.open(path));
    }

    private Digest diffId(String path) throws IOException {
        MessageDigest digest = Digest.newSha256();
        byte[] buffer = new byte[128 << 10];
        try (InputStream in = files.open(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Digest.of("sha256", digest.digest());
    }

    private static byte[] config(JsonNode top, List<LayerBlob> layers) {
        ObjectNode config = Json.mapper().createObjectNode();
        for (String key : List.of("architecture", "os", "created", "config")) {
            if (top.has(key)) {
                config.set(key, top.get(key));
            }
        }
        ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        layers.forEach(layer -> diffIds.add(layer.diffId().toString()));
        return Json.mapper().writeValueAsBytes(config);
    }
}
