package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads one OSV record at a time. Tolerant: a field of the wrong type counts as absent, an affected entry without
 * package or ranges is left out; only what is no JSON object with an id is refused.
 */
public final class OsvReader {
    /** A record larger than this is refused. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private static final int MAX_SUMMARY = 240;
    private static final int MAX_IDS = 1_000;

    private OsvReader() {}

    /**
     * Reads a record.
     *
     * @return the record; empty where the JSON is something else, such as a list or an object without an id
     * @throws IOException where it is malformed JSON or over {@link #MAX_RECORD_BYTES}
     */
    public static Optional<Advisory> read(byte[] content) throws IOException {
        if (content.length > MAX_RECORD_BYTES) {
            throw new IOException("record of " + content.length + " bytes, the limit is " + MAX_RECORD_BYTES);
        }
        return record(Json.parse(content));
    }

    /** The record that a document is; empty where it is something else. */
    static Optional<Advisory> record(JsonNode root) {
        String id = text(root, "id").strip();
        boolean record = root.isObject() && !id.isEmpty() && (root.has("affected") || root.has("modified"));
        return record ? Optional.of(advisory(id, root)) : Optional.empty();
    }

    private static Advisory advisory(String id, JsonNode root) {
        List<AffectedPackage> affected = affected(root.path("affected"));
        return new Advisory(
                id,
                text(root, "modified"),
                !text(root, "withdrawn").isEmpty(),
                strings(root.path("aliases"), MAX_IDS),
                strings(root.path("upstream"), MAX_IDS),
                strings(root.path("related"), MAX_IDS),
                summary(text(root, "summary"), text(root, "details")),
                OsvRatings.of(id, root, affected.isEmpty()),
                affected,
                references(root.path("references")));
    }

    private static List<AffectedPackage> affected(JsonNode list) {
        List<AffectedPackage> affected = new ArrayList<>();
        for (JsonNode entry : list) {
            OsvAffected.read(entry).ifPresent(affected::add);
        }
        return affected;
    }

    private static List<String> references(JsonNode list) {
        Set<String> urls = new LinkedHashSet<>();
        for (JsonNode entry : list) {
            String url = text(entry, "url");
            if (url.startsWith("http") && url.length() < 2_000 && urls.size() < Advisory.MAX_REFERENCES) {
                urls.add(url);
            }
        }
        return List.copyOf(urls);
    }

    /** One line: the summary, else the first sentence of the details. */
    static String summary(String summary, String details) {
        String line = oneLine(summary.isBlank() ? firstSentence(details) : summary);
        return line.length() <= MAX_SUMMARY ? line : line.substring(0, MAX_SUMMARY - 1) + "…";
    }

    private static String firstSentence(String details) {
        String text = details.strip();
        int end = text.indexOf(". ");
        int line = text.indexOf('\n');
        int cut = end < 0 ? line : line < 0 ? end + 1 : Math.min(end + 1, line);
        return cut < 0 ? text : text.substring(0, cut);
    }

    private static String oneLine(String text) {
        String start = text.length() > 4 * MAX_SUMMARY ? text.substring(0, 4 * MAX_SUMMARY) : text;
        return start.replaceAll("\\s+", " ").strip();
    }

    /** A string field; empty where it is absent or something else. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    /** The strings of a list, each once, in order. */
    static List<String> strings(JsonNode list, int most) {
        Set<String> strings = new LinkedHashSet<>();
        for (JsonNode value : list) {
            if (value.isString() && !value.stringValue().isBlank() && strings.size() < most) {
                strings.add(value.stringValue().strip());
            }
        }
        return List.copyOf(strings);
    }
}
