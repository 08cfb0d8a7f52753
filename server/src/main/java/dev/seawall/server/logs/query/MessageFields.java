package dev.seawall.server.logs.query;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The fields inside a message: of a JSON object with dots for depth, of {@code key=value} pairs, of an access log. */
public final class MessageFields {
    private static final int MOST = 256;
    private static final int DEEPEST = 8;
    private static final int LONGEST_MESSAGE = 256 << 10;

    private MessageFields() {}

    /** By name; empty where the message has no such shape. */
    public static Map<String, String> of(String message) {
        Map<String, String> fields = new TreeMap<>();
        if (message.length() > LONGEST_MESSAGE) {
            return fields;
        }
        String trimmed = message.strip();
        if (trimmed.startsWith("{") && trimmed.endsWith("}") && json(trimmed, fields)) {
            return fields;
        }
        AccessLog.read(trimmed, fields);
        Logfmt.read(trimmed, fields, MOST);
        return fields;
    }

    private static boolean json(String text, Map<String, String> fields) {
        try {
            JsonNode node = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            flatten("", node, fields, 0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> fields, int depth) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (fields.size() >= MOST) {
                return;
            }
            if (value.isObject() && depth < DEEPEST) {
                flatten(name + ".", value, fields, depth + 1);
            } else if (value.isContainer()) {
                fields.putIfAbsent(name, value.toString());
            } else if (!value.isNull()) {
                fields.putIfAbsent(name, value.asString());
            }
        }
    }
}
