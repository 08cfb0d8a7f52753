package dev.seawall.agent.response;

import dev.seawall.engine.format.Json;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was done about an alert, or why it was not.
 *
 * @param outcome done, would (observed or dry), refused, failed
 * @param before and after: the state of what was touched
 */
public record ResponseRecord(
        long timeNanos,
        String rule,
        ResponsePlan.Mode mode,
        String action,
        String target,
        String outcome,
        String reason,
        String before,
        String after,
        long micros) {
    /** One JSON object in one line. */
    public String json() {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("kind", "response");
        out.put("time", Instant.ofEpochSecond(0, timeNanos).toString());
        out.put("rule", rule);
        out.put("mode", mode.name().toLowerCase(Locale.ROOT));
        out.put("action", action);
        out.put("target", target);
        out.put("outcome", outcome);
        out.put("reason", reason);
        out.put("before", before);
        out.put("after", after);
        out.put("microseconds", micros);
        return Json.mapper().writeValueAsString(out);
    }
}
