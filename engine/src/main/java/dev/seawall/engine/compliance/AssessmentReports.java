package dev.seawall.engine.compliance;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.CheckResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
        root.put("tool", ordered("name", "seawall", "version", version));
        root.put(
                "target",
                ordered(
                        "kind",
                        assessment.target().kind().label(),
                        "name",
                        assessment.target().name()));
        Map<String, Object> about = ordered("id", framework.id(), "title", framework.title());
        about.put("version", framework.version());
        about.put("source", framework.source());
        root.put("framework", about);
        root.put(
                "controls",
                assessment.items().stream().map(AssessmentReports::control).toList());
        root.put("summary", summary(assessment));
        root.put("verdict", Map.of("passed", assessment.passed()));
        return root;
    }

    private static Map<String, Object> control(Assessment.Assessed each) {
        Map<String, Object> control =
                ordered("id", each.item().id(), "section", each.item().section());
        control.put("title", each.item().title());
        control.put("state", each.state().label());
        control.put(
                "checks", each.checks().stream().map(AssessmentReports::check).toList());
        control.put("evidence", each.evidence());
        return control;
    }

    private static Map<String, Object> check(CheckResult check) {
        Map<String, Object> map = ordered("id", check.id(), "title", check.title());
        map.put("outcome", check.outcome().label());
        map.put("evidence", check.evidence());
        return map;
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
