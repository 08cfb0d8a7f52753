package dev.seawall.engine.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The configuration of an image, OCI image-spec form.
 *
 * @param created ISO 8601 date, empty where absent
 * @param user as USER states it, empty where absent
 * @param env {@code KEY=value} lines in order
 * @param json the whole document, for what has no component here
 */
public record ImageConfig(
        String architecture,
        String os,
        String created,
        String user,
        List<String> env,
        List<String> entrypoint,
        List<String> command,
        List<String> exposedPorts,
        List<String> volumes,
        Map<String, String> labels,
        String workingDir,
        String stopSignal,
        List<Digest> diffIds,
        List<History> history,
        JsonNode json) {

    /** One history line; empty layers have no diffID. */
    public record History(String created, String createdBy, String comment, boolean emptyLayer) {}

    /**
     * Reads a configuration blob.
     *
     * @throws IOException where it is not JSON or a diffID is no digest
     */
    public static ImageConfig parse(byte[] content) throws IOException {
        JsonNode json = Json.parse(content);
        JsonNode config = json.path("config");
        List<Digest> diffIds = new ArrayList<>();
        for (JsonNode id : json.path("rootfs").path("diff_ids")) {
            try {
                diffIds.add(Digest.parse(id.asString("")));
            } catch (IllegalArgumentException e) {
                throw new IOException("the image configuration lists a malformed diffID", e);
            }
        }
        List<History> history = new ArrayList<>();
        for (JsonNode line : json.path("history")) {
            history.add(new History(
                    text(line, "created"),
                    text(line, "created_by"),
                    text(line, "comment"),
                    line.path("empty_layer").asBoolean(false)));
        }
        Map<String, String> labels = new TreeMap<>();
        config.path("Labels")
                .properties()
                .forEach(e -> labels.put(e.getKey(), e.getValue().asString("")));
        return new ImageConfig(
                text(json, "architecture"),
                text(json, "os"),
                text(json, "created"),
                text(config, "User"),
                texts(config, "Env"),
                texts(config, "Entrypoint"),
                texts(config, "Cmd"),
                keys(config, "ExposedPorts"),
                keys(config, "Volumes"),
                labels,
                text(config, "WorkingDir"),
                text(config, "StopSignal"),
                List.copyOf(diffIds),
                List.copyOf(history),
                json);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> out = new ArrayList<>();
        node.path(key).forEach(item -> out.add(item.asString("")));
        return List.copyOf(out);
    }

    private static List<String> keys(JsonNode node, String key) {
        return List.copyOf(node.path(key).propertyNames());
    }
}
