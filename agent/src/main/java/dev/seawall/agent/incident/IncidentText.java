package dev.seawall.agent.incident;

import dev.seawall.engine.format.Json;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Incidents as JSON, one object in one line. */
public final class IncidentText {
    private IncidentText() {}

    /** Times are RFC 3339, priorities lower-case words. */
    public static String json(Incident incident) {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("incident", incident.id());
        out.put("hostname", incident.hostname());
        out.put("container", incident.container());
        out.put("process", incident.process());
        out.put("tree", incident.tree());
        out.put("first", time(incident.firstNanos()));
        out.put("last", time(incident.lastNanos()));
        out.put("priority", incident.priority().name().toLowerCase(Locale.ROOT));
        ObjectNode rules = out.putObject("rules");
        incident.rules().forEach(rules::put);
        ArrayNode timeline = out.putArray("timeline");
        for (Incident.Step step : incident.timeline()) {
            ObjectNode each = timeline.addObject();
            each.put("time", time(step.firstNanos()));
            each.put("rule", step.rule());
            each.put("priority", step.priority().name().toLowerCase(Locale.ROOT));
            each.put("command", step.command());
            each.put("count", step.count());
            each.put("output", step.output());
        }
        out.put("omitted", incident.omitted());
        return Json.mapper().writeValueAsString(out);
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}
