package dev.seawall.agent.watch;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.rule.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Alerts as text: one JSON object in one line, or one line for people. */
public final class AlertText {
    private AlertText() {}

    static String priority(Priority priority) {
        String name = priority.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    /** With the keys that consumers of such alerts know, and our own beside them. */
    public static String json(Alert alert) {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("hostname", alert.hostname());
        out.put("output", alert.output());
        ObjectNode fields = out.putObject("output_fields");
        for (Map.Entry<String, @Nullable Object> each : alert.fields().entrySet()) {
            put(fields, each.getKey(), each.getValue());
        }
        out.put("priority", priority(alert.priority()));
        out.put("rule", alert.rule());
        out.put("source", alert.source());
        add(out.putArray("tags"), alert.tags());
        out.put("time", Instant.ofEpochSecond(0, alert.timeNanos()).toString());
        add(out.putArray("practices"), alert.practices());
        add(out.putArray("controls"), alert.controls());
        return Json.mapper().writeValueAsString(out);
    }

    private static void put(ObjectNode fields, String name, @Nullable Object value) {
        switch (value) {
            case null -> fields.putNull(name);
            case Long number -> fields.put(name, number);
            case Boolean truth -> fields.put(name, truth);
            default -> fields.put(name, value.toString());
        }
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    /** Control characters of hostile names are shown, not sent to the terminal. */
    public static String line(Alert alert) {
        StringBuilder out = new StringBuilder();
        String text = alert.output() + " [" + alert.rule() + "]";
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
