package dev.seawall.engine.compliance;

import dev.seawall.engine.format.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an assessment: table, json, html, oscal. */
public final class AssessmentReports {
    private static final int EVIDENCE_LINES = 3;

    private AssessmentReports() {}

    /** The names of the formats. */
    public static List<String> formats() {
        return List.of("table", "json", "html", "oscal");
    }

    /**
     * The whole report in UTF-8.
     *
     * @param version of Seawall
     * @param now for OSCAL, which demands a time
     * @param columns of the table
     */
    public static byte[] write(Assessment assessment, String format, String version, Instant now, int columns) {
        return switch (format) {
            case "json" -> pretty(json(assessment, version));
            case "html" -> AssessmentPage.of(assessment, version).getBytes(StandardCharsets.UTF_8);
            case "oscal" -> pretty(OscalResults.of(assessment, version, now));
            default -> table(assessment, columns).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] pretty(Object tree) {
        byte[] text = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        return (new String(text, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> json(Assessment assessment, String version) {
        Framework framework = assessment.framework();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("tool", Map.of("name", "seawall", "version", version));
        root.put(
                "target",
                ordered(
                        "kind",
                        assessment.target().kind().label(),
                        "name",
                        assessment.target().name()));
        root.put(
                "framework",
                ordered(
                        "id",
                        framework.id(),
                        "title",
                        framework.title(),
                        "version",
                        framework.version(),
                        "source",
                        framework.source()));
        List<Object> items = new ArrayList<>();
        for (Assessment.Assessed each : assessment.items()) {
            Map<String, Object> item = ordered(
                    "id",
                    each.item().id(),
                    "section",
                    each.item().section(),
                    "title",
                    each.item().title(),
                    "state",
                    each.state().label());
            item.put(
                    "checks",
                    each.checks().stream()
                            .map(check -> (Object) ordered(
                                    "id",
                                    check.id(),
                                    "title",
                                    check.title(),
                                    "outcome",
                                    check.outcome().label(),
                                    "evidence",
                                    check.evidence()))
                            .toList());
            item.put("evidence", each.evidence());
            items.add(item);
        }
        root.put("controls", items);
        root.put("summary", summary(assessment));
        root.put("verdict", Map.of("passed", assessment.passed()));
        return root;
    }

    static Map<String, Object> summary(Assessment assessment) {
        Map<String, Object> summary = new LinkedHashMap<>();
        assessment.summary().forEach((state, count) -> summary.put(state.label(), count));
        return summary;
    }

    /** A map of texts in the order given: key, value, key, value. */
    static Map<String, Object> ordered(String... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static String table(Assessment assessment, int columns) {
        Framework framework = assessment.framework();
        StringBuilder out = new StringBuilder(framework.title() + " " + framework.version() + ", "
                + clean(assessment.target().name()) + "\n");
        String section = "";
        for (Assessment.Assessed each : assessment.items()) {
            if (!each.item().section().equals(section)) {
                section = each.item().section();
                out.append('\n').append(section).append('\n');
            }
            line(
                    out,
                    "  %-12s  %s  %s"
                            .formatted(
                                    each.state().label(),
                                    each.item().id(),
                                    each.item().title()),
                    columns);
            List<String> evidence = each.evidence();
            evidence.stream()
                    .limit(EVIDENCE_LINES)
                    .forEach(text -> line(out, "                " + clean(text), columns));
            if (evidence.size() > EVIDENCE_LINES) {
                line(out, "                and " + (evidence.size() - EVIDENCE_LINES) + " more", columns);
            }
        }
        out.append('\n');
        assessment
                .summary()
                .forEach((state, count) ->
                        out.append(count).append(' ').append(state.label()).append("  "));
        return out.toString().stripTrailing() + "\n";
    }

    private static void line(StringBuilder out, String text, int columns) {
        out.append(text.length() > columns && columns > 20 ? text.substring(0, columns - 1) + "…" : text)
                .append('\n');
    }

    /** Text of others without what a terminal would obey. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
