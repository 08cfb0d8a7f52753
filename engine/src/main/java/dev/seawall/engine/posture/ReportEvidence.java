package dev.seawall.engine.posture;

import dev.seawall.engine.model.Practice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads evidence out of a report of version 1, as scan, check and host audit write it. */
public final class ReportEvidence {
    private static final List<String> SEVERITIES = List.of("UNKNOWN", "LOW", "MEDIUM", "HIGH", "CRITICAL");
    /** What a scan of an image with nothing against it shows to be met. */
    private static final Set<Practice> OF_IMAGES = EnumSet.of(Practice.IMG_3);

    private final String source;
    private final Map<Practice, Tally> tallies = new EnumMap<>(Practice.class);

    private static final class Tally {
        private long against;
        private long held;
        private int weight;
        private String worst = "";
        private String step = "";
    }

    private ReportEvidence(String source) {
        this.source = source;
    }

    /**
     * Everything a report says about practices.
     *
     * @throws IOException where it is no report of version 1
     */
    public static List<Evidence> read(JsonNode report) throws IOException {
        if (report.path("schemaVersion").asInt(0) != 1) {
            throw new IOException("it is no report of version 1");
        }
        JsonNode target = report.path("target");
        ReportEvidence reader = new ReportEvidence(target.path("name").asString("?"));
        if (target.path("kind").asString("").equals("image")) {
            OF_IMAGES.forEach(practice -> reader.tally(practice).held++);
        }
        report.path("findings").forEach(reader::finding);
        report.path("checks").forEach(reader::check);
        return reader.evidence();
    }

    private Tally tally(Practice practice) {
        return tallies.computeIfAbsent(practice, unused -> new Tally());
    }

    private void finding(JsonNode finding) {
        if (finding.path("status").asString("open").equals("open")) {
            against(finding, fixOf(finding));
        }
    }

    private static String fixOf(JsonNode finding) {
        String version = finding.path("fix").path("version").asString("");
        String name = finding.path("package").path("name").asString("");
        return version.isEmpty() ? "Look at " + finding.path("id").asString("") : "Update " + name + " to " + version;
    }

    private void check(JsonNode check) {
        switch (check.path("outcome").asString("")) {
            case "pass" -> practices(check).forEach(practice -> tally(practice).held++);
            case "fail" ->
                against(
                        check,
                        check.path("fix").asString("See " + check.path("id").asString("")));
            default -> {
                // says nothing either way
            }
        }
    }

    private void against(JsonNode node, String step) {
        int weight = Math.max(0, SEVERITIES.indexOf(node.path("severity").asString("")));
        for (Practice practice : practices(node)) {
            Tally tally = tally(practice);
            if (tally.against++ == 0 || weight > tally.weight) {
                tally.weight = weight;
                tally.worst =
                        node.path("id").asString("") + " " + node.path("title").asString("");
                tally.step = step.lines().findFirst().orElse("");
            }
        }
    }

    private static List<Practice> practices(JsonNode node) {
        List<Practice> out = new ArrayList<>();
        for (JsonNode name : node.path("practices")) {
            Optional<Practice> practice = Practice.parse(name.asString(""));
            practice.ifPresent(out::add);
        }
        return out;
    }

    private List<Evidence> evidence() {
        List<Evidence> out = new ArrayList<>();
        tallies.forEach((practice, tally) -> {
            boolean holds = tally.against == 0;
            String text = holds
                    ? "nothing against it"
                    : tally.against
                            + (tally.against == 1 ? " finding, " : " findings, the worst ")
                            + tally.worst.strip();
            String step = holds ? "" : tally.step + " in " + source;
            out.add(new Evidence(
                    practice, source, holds, holds ? tally.held : tally.against, tally.weight, text, step));
        });
        return out;
    }
}
