package dev.seawall.server.inventory;

import dev.seawall.engine.format.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Reads a report of version 1 that somebody posts; what is not one is refused with the place that is wrong. */
public final class ReportReader {
    private static final int MOST_FINDINGS = 500_000;
    private static final int LONGEST_TEXT = 2_000;
    /** Points of a finding that its engine did not rank, by its severity, so that one list can hold all engines. */
    private static final int[] UNRANKED_POINTS = {10, 10, 25, 45, 60};

    private static final Map<String, Integer> SEVERITIES =
            Map.of("CRITICAL", 4, "HIGH", 3, "MEDIUM", 2, "LOW", 1, "UNKNOWN", 0);

    private ReportReader() {}

    /**
     * Reads a report.
     *
     * @param id for the scan
     * @throws IOException saying what is wrong with it
     */
    public static NewScan read(byte[] content, String id, Instant now, String actor) throws IOException {
        JsonNode root = Json.parse(content);
        if (root.path("schemaVersion").asInt(0) != 1) {
            throw new IOException("schemaVersion is not 1");
        }
        JsonNode target = root.path("target");
        String kind = required(target, "target", "kind");
        if (!kind.matches("[a-z]{1,20}")) {
            throw new IOException("target.kind is not a word");
        }
        return new NewScan(
                id,
                kind,
                required(target, "target", "name"),
                text(target, "digest"),
                now,
                actor,
                root.path("verdict").path("passed").asBoolean(true),
                findings(root.path("findings"), now),
                compressed(content));
    }

    private static List<StoredFinding> findings(JsonNode list, Instant now) throws IOException {
        if (!list.isArray() && !list.isMissingNode()) {
            throw new IOException("findings is not a list");
        }
        if (list.size() > MOST_FINDINGS) {
            throw new IOException("there are more than " + MOST_FINDINGS + " findings");
        }
        List<StoredFinding> out = new ArrayList<>();
        for (JsonNode node : list) {
            out.add(finding(node, "findings[" + out.size() + "]", now));
        }
        return out;
    }

    private static StoredFinding finding(JsonNode node, String where, Instant now) throws IOException {
        Integer severity = SEVERITIES.get(required(node, where, "severity"));
        if (severity == null) {
            throw new IOException(where + ".severity is none of " + SEVERITIES.keySet());
        }
        JsonNode epss = node.path("epss");
        return new StoredFinding(
                0,
                "",
                "",
                required(node, where, "fingerprint"),
                required(node, where, "id"),
                required(node, where, "kind"),
                severity,
                node.path("status").asString("open"),
                text(node, "title"),
                text(node.path("package"), "name"),
                text(node.path("package"), "version"),
                text(node.path("fix"), "state"),
                text(node.path("fix"), "version"),
                text(node.path("location"), "path"),
                points(node, severity),
                node.path("kev").asBoolean(false),
                epss.isNumber() ? (Double) epss.asDouble() : null,
                practices(node.path("practices")),
                now);
    }

    private static long points(JsonNode finding, int severity) {
        long score = finding.path("priority").path("score").asLong(0);
        return score == 0 ? UNRANKED_POINTS[severity] : score;
    }

    private static String practices(JsonNode list) {
        StringJoiner out = new StringJoiner(" ");
        list.forEach(practice -> out.add(practice.asString("")));
        return out.toString();
    }

    private static String required(JsonNode node, String where, String name) throws IOException {
        String value = text(node, name);
        if (value.isEmpty()) {
            throw new IOException(where + "." + name + " is missing");
        }
        return value;
    }

    private static String text(JsonNode node, String name) {
        String value = node.path(name).asString("");
        return value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 8 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
