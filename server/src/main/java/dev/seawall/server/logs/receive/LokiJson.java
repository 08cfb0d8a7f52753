package dev.seawall.server.logs.receive;

import dev.seawall.engine.format.Json;
import dev.seawall.server.logs.Levels;
import dev.seawall.server.logs.RawLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What is pushed to Loki as JSON: {@code streams[]} with labels and pairs of time and line. */
final class LokiJson {
    private LokiJson() {}

    /** @throws IOException where it is not such JSON */
    static List<RawLine> parse(byte[] body) throws IOException {
        JsonNode root = Json.parse(body);
        if (!root.path("streams").isArray()) {
            throw new IOException("it has no list of streams");
        }
        List<RawLine> lines = new ArrayList<>();
        for (JsonNode stream : root.path("streams")) {
            SortedMap<String, String> labels = new TreeMap<>();
            labels.put("source", "loki");
            put(stream.path("stream"), labels);
            for (JsonNode value : stream.path("values")) {
                SortedMap<String, String> own = new TreeMap<>(labels);
                put(value.path(2), own);
                lines.add(new RawLine(time(value.path(0)), value.path(1).asString(""), own));
            }
        }
        return lines;
    }

    private static void put(JsonNode from, SortedMap<String, String> labels) {
        for (Map.Entry<String, JsonNode> label : from.properties()) {
            String value = label.getValue().asString("");
            labels.put(label.getKey(), label.getKey().equals("level") ? Levels.ofWord(value) : value);
        }
    }

    private static long time(JsonNode value) throws IOException {
        try {
            return value.isString() ? Long.parseLong(value.asString()) : value.asLong(0);
        } catch (NumberFormatException e) {
            throw new IOException("a time is no number of nanoseconds", e);
        }
    }
}
