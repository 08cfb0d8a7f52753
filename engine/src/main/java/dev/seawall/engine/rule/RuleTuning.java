package dev.seawall.engine.rule;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Proposes an exception from an event that should not have fired, and shows by replaying recorded events what else the
 * exception would hide.
 */
public final class RuleTuning {
    private static final List<String> FIELDS =
            List.of("proc.name", "proc.pname", "container.image.repository", "fd.name", "evt.arg.path", "user.name");
    private static final int MOST_FIELDS = 4;

    private final List<RuleBook.Source> sources;
    private final List<Recorded> events = new ArrayList<>();

    private record Recorded(String rule, SampleEvent event, JsonNode fields) {}

    /**
     * What tuning gives.
     *
     * @param exception a piece of a rule file that goes behind the others
     * @param fired recorded events that fire the rule as it is
     * @param hidden those the exception would hide, one line of what happened each
     */
    public record Proposal(String rule, String exception, int fired, List<String> hidden) {
        public Proposal {
            hidden = List.copyOf(hidden);
        }
    }

    /** @param sources the rule files in use */
    public RuleTuning(List<RuleBook.Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Adds one line of what {@code seawall watch --record} wrote.
     *
     * @throws IOException where it is no such line
     */
    public void add(String line) throws IOException {
        JsonNode recorded = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        JsonNode event = recorded.path("event");
        events.add(new Recorded(recorded.path("rule").asString(""), SampleEvent.from(event), event));
    }

    /** The rules that have recorded events, with their counts, in the order of first occurrence. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        events.forEach(each -> counts.merge(each.rule(), 1, Integer::sum));
        return counts;
    }

    /**
     * Proposes an exception for the n-th recorded event of a rule, from 1.
     *
     * @throws FilterException where there is no such event, or the rule cannot be extended
     */
    public Proposal propose(String rule, int number) throws FilterException {
        List<Recorded> own =
                events.stream().filter(each -> each.rule().equals(rule)).toList();
        if (number < 1 || number > own.size()) {
            throw new FilterException("there is no recorded event " + number + " of rule '" + rule + "'", 0);
        }
        String exception = exception(rule, own.get(number - 1).fields());
        Rule before = find(sources, rule);
        List<RuleBook.Source> extended = new ArrayList<>(sources);
        extended.add(new RuleBook.Source("proposal", exception.getBytes(StandardCharsets.UTF_8)));
        Rule after = find(extended, rule);
        int fired = 0;
        List<String> hidden = new ArrayList<>();
        for (Recorded each : own) {
            if (before.filter().matches(each.event())) {
                fired++;
                if (!after.filter().matches(each.event())) {
                    hidden.add(after.output().render(each.event()));
                }
            }
        }
        return new Proposal(rule, exception, fired, hidden);
    }

    private static Rule find(List<RuleBook.Source> files, String rule) throws FilterException {
        for (Rule each : RuleBook.read(files).rules()) {
            if (each.name().equals(rule)) {
                return each;
            }
        }
        throw new FilterException("the rule files have no rule '" + rule + "'", 0);
    }

    private static String exception(String rule, JsonNode event) {
        List<String> fields = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String field : FIELDS) {
            String value = event.path(field).path(0).asString("");
            if (!value.isEmpty() && fields.size() < MOST_FIELDS) {
                fields.add(field);
                values.add(quoted(value));
            }
        }
        return "- rule: " + quoted(rule) + "\n  exceptions:\n  - name: tuned_" + Integer.toHexString(values.hashCode())
                + "\n    fields: [" + String.join(", ", fields) + "]\n    comps: ["
                + String.join(", ", fields.stream().map(each -> "\"=\"").toList()) + "]\n    values:\n    - ["
                + String.join(", ", values) + "]\n  override:\n    exceptions: append\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
