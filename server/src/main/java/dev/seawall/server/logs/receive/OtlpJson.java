package dev.seawall.server.logs.receive;

import dev.seawall.engine.format.Json;
import dev.seawall.server.logs.Levels;
import dev.seawall.server.logs.RawLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Logs of OpenTelemetry as JSON: {@code resourceLogs[].scopeLogs[].logRecords[]}. */
final class OtlpJson {
    private OtlpJson() {}

    /** @throws IOException where it is not such JSON */
    static List<RawLine> parse(byte[] body) throws IOException {
        JsonNode root = Json.parse(body);
        if (!root.isObject()) {
            throw new IOException("it is not a JSON object");
        }
        List<RawLine> lines = new ArrayList<>();
        for (JsonNode resource : root.path("resourceLogs")) {
            SortedMap<String, String> shared = new TreeMap<>();
            shared.put("source", "otlp");
            attributes(resource.path("resource").path("attributes"), shared);
            for (JsonNode scope : resource.path("scopeLogs")) {
                for (JsonNode record : scope.path("logRecords")) {
                    lines.add(line(record, shared));
                }
            }
        }
        return lines;
    }

    private static RawLine line(JsonNode record, SortedMap<String, String> shared) {
        SortedMap<String, String> labels = new TreeMap<>(shared);
        attributes(record.path("attributes"), labels);
        String level = Levels.ofOpenTelemetry(record.path("severityNumber").asInt(0));
        String word = record.path("severityText").asString("");
        put(labels, "level", level.isEmpty() ? Levels.ofWord(word) : level);
        put(labels, "trace_id", record.path("traceId").asString(""));
        put(labels, "span_id", record.path("spanId").asString(""));
        long time = number(record.path("timeUnixNano"));
        long observed = number(record.path("observedTimeUnixNano"));
        return new RawLine(time == RawLine.NO_TIME ? observed : time, text(record.path("body")), labels);
    }

    private static void put(SortedMap<String, String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value);
        }
    }

    private static void attributes(JsonNode list, SortedMap<String, String> labels) {
        for (JsonNode attribute : list) {
            String name = OtlpNames.label(attribute.path("key").asString(""));
            put(labels, name, text(attribute.path("value")));
        }
    }

    /** The one value in an {@code AnyValue}; lists and maps as JSON. */
    private static String text(JsonNode any) {
        for (JsonNode value : any) {
            return value.isContainer() ? value.toString() : value.asString("");
        }
        return any.isObject() || any.isMissingNode() ? "" : any.asString("");
    }

    private static long number(JsonNode value) {
        try {
            return value.isString() ? Long.parseLong(value.asString()) : value.asLong(0);
        } catch (NumberFormatException e) {
            return RawLine.NO_TIME;
        }
    }
}
