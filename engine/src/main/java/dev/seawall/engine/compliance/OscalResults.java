package dev.seawall.engine.compliance;

import static dev.seawall.engine.compliance.AssessmentReports.ordered;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * OSCAL assessment results, version 1.1.2. An item that passes or fails is a finding with its observation; one that is
 * manual or not assessed is an observation only, for OSCAL has no third state. Identifiers are made from the content.
 */
final class OscalResults {
    private static final String OSCAL = "1.1.2";
    private static final String PROPERTIES = "https://seawall.dev/ns/oscal";

    private final Assessment assessment;
    private final String time;

    private OscalResults(Assessment assessment, Instant now) {
        this.assessment = assessment;
        this.time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Map<String, Object> of(Assessment assessment, String version, Instant now) {
        return Map.of("assessment-results", new OscalResults(assessment, now).root(version));
    }

    private Map<String, Object> root(String version) {
        Framework framework = assessment.framework();
        Map<String, Object> root = ordered("uuid", id("results"));
        Map<String, Object> metadata = ordered(
                "title",
                        framework.title() + " " + framework.version() + ": "
                                + assessment.target().name(),
                "last-modified", time,
                "version", version,
                "oscal-version", OSCAL);
        root.put("metadata", metadata);
        root.put("import-ap", ordered("href", framework.source()));
        root.put("results", List.of(result()));
        return root;
    }

    private Map<String, Object> result() {
        Map<String, Object> result = ordered(
                "uuid",
                id("result"),
                "title",
                assessment.framework().title(),
                "description",
                "What Seawall found on the " + assessment.target().kind().label() + " "
                        + assessment.target().name(),
                "start",
                time);
        Map<String, Object> selection = new LinkedHashMap<>();
        selection.put(
                "include-controls",
                assessment.items().stream()
                        .map(each -> (Object) ordered("control-id", token(each)))
                        .toList());
        result.put("reviewed-controls", Map.of("control-selections", List.of(selection)));
        List<Object> observations = new ArrayList<>();
        List<Object> findings = new ArrayList<>();
        for (Assessment.Assessed each : assessment.items()) {
            observations.add(observation(each));
            switch (each.state()) {
                case PASS, FAIL, EXCEPTED -> findings.add(finding(each));
                case MANUAL, NOT_ASSESSED -> {}
            }
        }
        result.put("observations", observations);
        if (!findings.isEmpty()) {
            result.put("findings", findings);
        }
        return result;
    }

    private Map<String, Object> observation(Assessment.Assessed each) {
        String said = each.evidence().isEmpty()
                ? "Checks: "
                        + String.join(
                                ", ",
                                each.checks().stream()
                                        .map(check -> check.id() + " "
                                                + check.outcome().label())
                                        .toList())
                : String.join("\n", each.evidence());
        Map<String, Object> observation = ordered(
                "uuid",
                id("observation " + each.item().id()),
                "title",
                each.item().title());
        observation.put(
                "description",
                each.checks().isEmpty() && each.evidence().isEmpty()
                        ? "Nothing was judged"
                        : AssessmentReports.clean(said));
        observation.put(
                "props",
                List.of(ordered(
                        "name", "state", "ns", PROPERTIES, "value", each.state().label())));
        observation.put("methods", List.of(each.state() == Assessment.State.MANUAL ? "EXAMINE" : "TEST"));
        observation.put("collected", time);
        return observation;
    }

    private Map<String, Object> finding(Assessment.Assessed each) {
        Map<String, Object> finding = ordered(
                "uuid", id("finding " + each.item().id()),
                "title", each.item().title(),
                "description", each.item().id() + " " + each.item().title());
        Map<String, Object> status = ordered(
                "state", each.state() == Assessment.State.PASS ? "satisfied" : "not-satisfied",
                "reason",
                        each.state() == Assessment.State.PASS
                                ? "pass"
                                : each.state() == Assessment.State.FAIL ? "fail" : "other");
        if (each.state() == Assessment.State.EXCEPTED) {
            status.put("remarks", "Excepted");
        }
        Map<String, Object> target = ordered("type", "objective-id", "target-id", token(each));
        target.put("status", status);
        finding.put("target", target);
        finding.put(
                "related-observations",
                List.of(ordered(
                        "observation-uuid", id("observation " + each.item().id()))));
        return finding;
    }

    /** OSCAL tokens begin with a letter and know no colon. */
    private String token(Assessment.Assessed each) {
        return assessment.framework().id() + "_" + each.item().id().replace(':', '.');
    }

    /** A version 5 style identifier: the same assessment gives the same. */
    private String id(String what) {
        String seed = assessment.framework().id() + "\n" + assessment.target().name() + "\n" + time + "\n" + what;
        UUID uuid = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        long high = (uuid.getMostSignificantBits() & ~0xf000L) | 0x5000L;
        return new UUID(high, uuid.getLeastSignificantBits()).toString();
    }
}
