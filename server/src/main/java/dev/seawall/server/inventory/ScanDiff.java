package dev.seawall.server.inventory;

import dev.seawall.engine.format.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came and what went between two reports, by fingerprint. */
public final class ScanDiff {
    private ScanDiff() {}

    /**
     * Compares.
     *
     * @param before gzip of a report
     * @param after gzip of a report
     * @return {@code added} and {@code removed} as the reports have them, {@code unchanged} as a count
     */
    public static ObjectNode of(byte[] before, byte[] after) throws IOException {
        Map<String, JsonNode> old = byFingerprint(before);
        Map<String, JsonNode> now = byFingerprint(after);
        ObjectNode out = Json.mapper().createObjectNode();
        ArrayNode added = out.putArray("added");
        long same = 0;
        for (var entry : now.entrySet()) {
            if (old.containsKey(entry.getKey())) {
                same++;
            } else {
                added.add(entry.getValue());
            }
        }
        ArrayNode removed = out.putArray("removed");
        old.forEach((fingerprint, finding) -> {
            if (!now.containsKey(fingerprint)) {
                removed.add(finding);
            }
        });
        return out.put("unchanged", same);
    }

    /** The report inside. */
    public static byte[] unpacked(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static Map<String, JsonNode> byFingerprint(byte[] gzip) throws IOException {
        Map<String, JsonNode> out = new LinkedHashMap<>();
        JsonNode root = Json.parse(unpacked(gzip));
        root.path("findings")
                .forEach(finding -> out.put(finding.path("fingerprint").asString(""), finding));
        return out;
    }
}
