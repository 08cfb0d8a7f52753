package dev.seawall.engine.advisory.feed;

import static dev.seawall.engine.advisory.feed.OsvReader.strings;
import static dev.seawall.engine.advisory.feed.OsvReader.text;

import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.version.AffectedRange;
import dev.seawall.engine.version.AffectedVersions;
import dev.seawall.engine.version.VersionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads one {@code affected} entry of an OSV record. */
final class OsvAffected {
    private static final int MAX_VERSIONS = 200_000;

    private OsvAffected() {}

    static Optional<AffectedPackage> read(JsonNode entry) {
        JsonNode pkg = entry.path("package");
        String ecosystem = text(pkg, "ecosystem");
        String name = text(pkg, "name");
        if (ecosystem.isBlank() || name.isBlank()) {
            return Optional.empty();
        }
        List<AffectedRange> ranges = ranges(entry.path("ranges"));
        List<String> versions = strings(entry.path("versions"), MAX_VERSIONS);
        return Optional.of(new AffectedPackage(
                ecosystem,
                name,
                new AffectedVersions(ranges, versions),
                severity(entry),
                status(entry),
                strings(entry.path("database_specific").path("patched_versions"), 100),
                strings(entry.path("ecosystem_specific").path("arches"), 100),
                text(entry.path("database_specific"), "advisory"),
                text(entry.path("database_specific"), "informational")));
    }

    private static List<AffectedRange> ranges(JsonNode list) {
        List<AffectedRange> ranges = new ArrayList<>();
        for (JsonNode range : list) {
            List<VersionEvent> events = text(range, "type").equals("GIT") ? List.of() : events(range.path("events"));
            if (!events.isEmpty()) {
                ranges.add(new AffectedRange(events));
            }
        }
        return ranges;
    }

    private static List<VersionEvent> events(JsonNode list) {
        List<VersionEvent> events = new ArrayList<>();
        for (JsonNode event : list) {
            for (VersionEvent.Kind kind : VersionEvent.Kind.values()) {
                String version = text(event, field(kind));
                if (!version.isEmpty()) {
                    events.add(new VersionEvent(kind, version));
                }
            }
        }
        return events;
    }

    private static String field(VersionEvent.Kind kind) {
        return switch (kind) {
            case INTRODUCED -> "introduced";
            case FIXED -> "fixed";
            case LAST_AFFECTED -> "last_affected";
            case LIMIT -> "limit";
        };
    }

    private static String severity(JsonNode entry) {
        for (JsonNode rating : entry.path("severity")) {
            if (!text(rating, "score").isEmpty()) {
                return text(rating, "score");
            }
        }
        return specific(entry, "severity", "urgency");
    }

    private static String status(JsonNode entry) {
        String status = specific(entry, "status", "state");
        boolean endOfLife =
                status.isEmpty() && specific(entry, "urgency", "urgency").contains("end-of-life");
        return endOfLife ? "end-of-life" : status;
    }

    /** The first of two fields that either of the free-form objects has. */
    private static String specific(JsonNode entry, String first, String second) {
        for (String field : List.of(first, second)) {
            for (String object : List.of("ecosystem_specific", "database_specific")) {
                String value = text(entry.path(object), field);
                if (!value.isEmpty()) {
                    return value;
                }
            }
        }
        return "";
    }
}
