package dev.seawall.engine.advisory.feed;

import static dev.seawall.engine.advisory.feed.OsvReader.text;

import dev.seawall.engine.advisory.Rating;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Collects everything an OSV record says of how bad it is. */
final class OsvRatings {
    private static final int MAX_RATINGS = 50;
    private static final List<String> BARE_SCORES = List.of("cvss_v4_score", "cvss_v3_score", "cvss_v2_score");

    private OsvRatings() {}

    /** Vectors first, then the record's own word or score, then those of vendors it quotes. */
    static List<Rating> of(String id, JsonNode root, boolean severityRecord) {
        String source = source(id, severityRecord);
        List<Rating> ratings = new ArrayList<>();
        for (JsonNode severity : root.path("severity")) {
            addSeverity(severity, source, ratings);
        }
        JsonNode specific = root.path("database_specific");
        add(ratings, source, text(specific, "severity"));
        BARE_SCORES.forEach(field -> add(ratings, source, text(specific, field)));
        addVendors(specific.path("vendor_severity"), ratings);
        return ratings.size() > MAX_RATINGS ? ratings.subList(0, MAX_RATINGS) : ratings;
    }

    private static void addSeverity(JsonNode severity, String source, List<Rating> ratings) {
        String type = text(severity, "type");
        String score = text(severity, "score").strip();
        if (score.isEmpty() || score.length() > 500) {
            return;
        }
        if (type.startsWith("CVSS")) {
            ratings.add(new Rating(source, score, ""));
        } else {
            ratings.add(new Rating(type.isEmpty() ? source : type.toLowerCase(Locale.ROOT), "", score));
        }
    }

    private static void addVendors(JsonNode vendors, List<Rating> ratings) {
        for (Map.Entry<String, JsonNode> vendor : vendors.properties()) {
            if (vendor.getValue().isString()) {
                add(ratings, vendor.getKey(), vendor.getValue().stringValue());
            }
        }
    }

    private static void add(List<Rating> ratings, String source, String word) {
        if (!word.isBlank() && word.length() < 100) {
            ratings.add(new Rating(source, "", word.strip()));
        }
    }

    /** Who speaks in a record, by its id: a CVE record without packages is NVD's form. */
    private static String source(String id, boolean severityRecord) {
        int dash = id.indexOf('-');
        String prefix = dash < 0 ? "osv" : id.substring(0, dash).toLowerCase(Locale.ROOT);
        return switch (prefix) {
            case "cve" -> severityRecord ? "nvd" : "osv";
            case "pysec" -> "pypa";
            case "dsa", "dla" -> "debian";
            case "rhsa", "rhba", "rhea" -> "redhat";
            case "usn" -> "ubuntu";
            default -> prefix;
        };
    }
}
