package dev.seawall.server.store.backup;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup holds.
 *
 * @param createdAt when its snapshot was taken
 * @param migrations that its tables went through
 * @param rows of each table
 * @param sums SHA-256 of every other entry of the file
 */
record Manifest(
        Instant createdAt, List<String> migrations, SortedMap<String, Long> rows, SortedMap<String, String> sums) {
    static final String NAME = "manifest.json";
    private static final int FORMAT = 1;

    byte[] json() {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("format", FORMAT);
        out.put("createdAt", createdAt.toString());
        migrations.forEach(out.putArray("migrations")::add);
        ObjectNode counts = out.putObject("rows");
        rows.forEach(counts::put);
        ObjectNode digests = out.putObject("sha256");
        sums.forEach(digests::put);
        return Json.mapper().writeValueAsBytes(out);
    }

    static Manifest parse(byte[] content) throws IOException {
        JsonNode root = Json.parse(content);
        if (root.path("format").asInt(0) != FORMAT) {
            throw new IOException("it is no backup of format " + FORMAT);
        }
        try {
            List<String> migrations = new ArrayList<>();
            root.path("migrations").forEach(name -> migrations.add(name.asString()));
            SortedMap<String, Long> rows = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : root.path("rows").properties()) {
                rows.put(entry.getKey(), entry.getValue().asLong());
            }
            SortedMap<String, String> sums = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : root.path("sha256").properties()) {
                sums.put(entry.getKey(), entry.getValue().asString());
            }
            return new Manifest(Instant.parse(root.path("createdAt").asString("")), migrations, rows, sums);
        } catch (DateTimeException e) {
            throw new IOException("its manifest has no time", e);
        }
    }
}
