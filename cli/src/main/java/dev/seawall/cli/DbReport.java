package dev.seawall.cli;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.version.AffectedRange;
import dev.seawall.engine.version.VersionEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code seawall db} prints, as text for people or as JSON. */
record DbReport(boolean json) {
    static DbReport of(String format) {
        if (!List.of("table", "json").contains(format)) {
            throw new SeawallException("print as " + format, "there is no such format", "Use table or json");
        }
        return new DbReport(format.equals("json"));
    }

    String status(SeawallHome home, Advisories advisories) {
        DatabaseInfo info = advisories.info();
        boolean starter = info.sources().containsKey("starter");
        if (json) {
            ObjectNode root = Json.mapper().createObjectNode();
            root.put("folder", home.advisories().toString());
            root.put("installed", !starter);
            root.put("updatedAt", info.updatedAt());
            ObjectNode sources = root.putObject("sources");
            info.sources().forEach(sources::put);
            ArrayNode ecosystems = root.putArray("ecosystems");
            advisories.ecosystems().forEach(ecosystems::add);
            advisories.problems().forEach(root.withArray("problems")::add);
            return pretty(root);
        }
        StringBuilder text = new StringBuilder();
        text.append(
                starter
                        ? "No database is installed: scans use the starter set. Run `seawall db update`.\n"
                        : "Database in " + home.advisories() + ", newest change " + info.updatedAt() + "\n");
        info.sources().forEach((source, date) -> text.append(String.format(Locale.ROOT, "  %-20s %s%n", source, date)));
        text.append(advisories.ecosystems().size()).append(" ecosystems and releases\n");
        advisories
                .problems()
                .forEach(problem -> text.append("left out: ").append(problem).append('\n'));
        return text.toString();
    }

    String search(String id, Advisories advisories) {
        List<Advisory> found = advisories.named(id);
        if (json) {
            ArrayNode list = Json.mapper().createArrayNode();
            found.forEach(advisory -> write(advisory, list.addObject()));
            return pretty(list);
        }
        if (found.isEmpty()) {
            return "Nothing is known of " + id + ".\n";
        }
        return found.stream().map(DbReport::text).collect(Collectors.joining("\n"));
    }

    private static String text(Advisory advisory) {
        StringBuilder text = new StringBuilder(advisory.id());
        text.append(advisory.withdrawn() ? "  (withdrawn)" : "").append("  ").append(advisory.summary());
        List<String> names = names(advisory);
        text.append('\n').append(names.isEmpty() ? "" : "  also " + String.join(", ", names) + "\n");
        for (AffectedPackage affected : advisory.affected()) {
            text.append(String.format(
                    Locale.ROOT, "  %-22s %-40s %s%n", affected.ecosystem(), affected.name(), ranges(affected)));
        }
        return text.toString();
    }

    private static List<String> names(Advisory advisory) {
        return java.util.stream.Stream.concat(advisory.aliases().stream(), advisory.upstream().stream())
                .toList();
    }

    private static void write(Advisory advisory, ObjectNode node) {
        node.put("id", advisory.id());
        node.put("modified", advisory.modified());
        node.put("withdrawn", advisory.withdrawn());
        node.put("summary", advisory.summary());
        advisory.aliases().forEach(node.putArray("aliases")::add);
        advisory.upstream().forEach(node.putArray("upstream")::add);
        ArrayNode list = node.putArray("affected");
        for (AffectedPackage affected : advisory.affected()) {
            ObjectNode entry = list.addObject();
            entry.put("ecosystem", affected.ecosystem());
            entry.put("name", affected.name());
            entry.put("ranges", ranges(affected));
        }
    }

    private static String ranges(AffectedPackage affected) {
        String ranges =
                affected.versions().ranges().stream().map(DbReport::range).collect(Collectors.joining(" or "));
        int listed = affected.versions().versions().size();
        return ranges.isEmpty() ? listed + " listed versions" : ranges;
    }

    private static String range(AffectedRange range) {
        return range.events().stream().map(DbReport::event).collect(Collectors.joining(", "));
    }

    private static String event(VersionEvent event) {
        return switch (event.kind()) {
            case INTRODUCED -> event.version().equals("0") ? "all" : "from " + event.version();
            case FIXED -> "fixed in " + event.version();
            case LAST_AFFECTED -> "up to " + event.version();
            case LIMIT -> "below " + event.version();
        };
    }

    private static String pretty(tools.jackson.databind.JsonNode node) {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }
}
