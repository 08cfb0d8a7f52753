package dev.seawall.engine.posture;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.posture.PracticeState.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A posture as JSON, as text for a terminal and as one HTML page. */
public final class PostureReport {
    private static final int MOST_EVIDENCE = 20;

    private PostureReport() {}

    /** The object that {@code seawall posture -f json} prints and the server serves. */
    public static ObjectNode json(Posture posture) {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("schemaVersion", 1);
        out.put("formula", Posture.FORMULA);
        out.put("passed", posture.count(State.PASS));
        out.put("failed", posture.count(State.FAIL));
        out.put("notAssessed", posture.count(State.NOT_ASSESSED));
        out.put("nextStep", posture.nextStep());
        ArrayNode practices = out.putArray("practices");
        posture.practices().forEach(state -> practices.add(json(state)));
        return out;
    }

    private static ObjectNode json(PracticeState state) {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("id", state.practice().id());
        out.put("title", state.practice().title());
        out.put("state", state.state().word());
        out.put("nextStep", state.nextStep());
        out.put("sources", state.evidence().size());
        ArrayNode evidence = out.putArray("evidence");
        state.evidence().stream().limit(MOST_EVIDENCE).forEach(one -> evidence.addObject()
                .put("source", one.source())
                .put("holds", one.holds())
                .put("count", one.count())
                .put("weight", one.weight())
                .put("text", one.text()));
        return out;
    }

    /** A posture from {@link #json}. */
    public static Posture parse(JsonNode json) {
        List<PracticeState> states = new ArrayList<>();
        for (JsonNode node : json.path("practices")) {
            Practice.parse(node.path("id").asString("")).ifPresent(practice -> states.add(state(practice, node)));
        }
        return new Posture(states);
    }

    private static PracticeState state(Practice practice, JsonNode node) {
        List<Evidence> evidence = new ArrayList<>();
        for (JsonNode one : node.path("evidence")) {
            evidence.add(new Evidence(
                    practice,
                    one.path("source").asString(""),
                    one.path("holds").asBoolean(),
                    one.path("count").asLong(),
                    one.path("weight").asInt(0),
                    one.path("text").asString(""),
                    ""));
        }
        State state = State.named(node.path("state").asString(""));
        return new PracticeState(
                practice, state, evidence, node.path("nextStep").asString(""));
    }

    /** Lines for people. */
    public static String text(Posture posture) {
        StringBuilder out = new StringBuilder();
        for (PracticeState state : posture.practices()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-7s %-12s %s%n",
                    state.practice().id(),
                    state.state().word(),
                    state.practice().title()));
            if (state.state() == State.FAIL) {
                Evidence worst = state.evidence().getFirst();
                out.append("        ")
                        .append(worst.source())
                        .append(": ")
                        .append(worst.text())
                        .append('\n');
            }
        }
        out.append('\n').append(score(posture)).append('\n');
        if (!posture.nextStep().isEmpty()) {
            out.append("Next: ").append(posture.nextStep()).append('\n');
        }
        return out.toString();
    }

    private static String score(Posture posture) {
        long passed = posture.count(State.PASS);
        long judged = passed + posture.count(State.FAIL);
        return passed + " of " + judged + " passed, " + posture.count(State.NOT_ASSESSED) + " not assessed";
    }

    /** One page without scripts. */
    public static String html(Posture posture) {
        StringBuilder rows = new StringBuilder();
        for (PracticeState state : posture.practices()) {
            String why = state.worst()
                    .map(worst -> worst.source() + ": " + worst.text())
                    .orElse("");
            rows.append("<tr class=\"").append(state.state().word()).append("\"><th scope=\"row\">");
            rows.append(state.practice().id())
                    .append("</th><td>")
                    .append(escaped(state.practice().title()));
            rows.append("</td><td>")
                    .append(state.state().word())
                    .append("</td><td>")
                    .append(escaped(why));
            rows.append("</td><td>").append(escaped(state.nextStep())).append("</td></tr>\n");
        }
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Seawall posture</title>
                <style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}
                th,td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #ccc;vertical-align:top}
                .pass td:nth-of-type(2){color:#17692f}.fail td:nth-of-type(2){color:#a4161a;font-weight:600}
                .not-assessed td:nth-of-type(2){color:#555}</style></head>
                <body><h1>Posture</h1><p><strong>%s</strong></p><p>%s</p>
                <table><thead><tr><th>Practice</th><th></th><th>State</th><th>Evidence</th><th>Next step</th></tr></thead>
                <tbody>
                %s</tbody></table><p><small>%s</small></p></body></html>
                """.formatted(score(posture), escaped("Next: " + posture.nextStep()), rows, escaped(Posture.FORMULA));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
