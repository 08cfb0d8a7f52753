package dev.seawall.server.logs;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.logs.query.LogLine;
import dev.seawall.server.logs.query.LogQuery;
import dev.seawall.server.logs.query.QueryParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be asked of the store, with parameters as text and answers as JSON; the API and the command line use it. */
public final class LogQuestions {
    private static final int MOST_LINES = 10_000;
    private static final int USUAL_LINES = 100;
    private static final int MOST_VALUES = 1_000;
    private static final long MOST_STEPS = 10_000;

    private final LogStore store;
    private final Clock clock;

    /** Over a store. */
    public LogQuestions(LogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The answer to a question.
     *
     * @param question {@code search}, {@code histogram}, {@code facets} or {@code context}
     * @param parameters {@code query from to limit order step field at}
     * @throws SeawallException where a parameter is wrong
     */
    public ObjectNode answer(String question, Map<String, String> parameters) throws IOException {
        return switch (question) {
            case "search" -> page(store.search(search(parameters)));
            case "histogram" -> histogram(parameters);
            case "facets" -> facets(parameters);
            case "context" -> context(parameters);
            default -> throw wrong("question", question, "search, histogram, facets or context");
        };
    }

    private LogSearch search(Map<String, String> parameters) {
        LogQuery query = QueryParser.parse(parameters.getOrDefault("query", ""));
        Instant now = clock.instant();
        String from = parameters.getOrDefault("from", "");
        String to = parameters.getOrDefault("to", "");
        int limit = (int) number(parameters, "limit", USUAL_LINES, MOST_LINES);
        LogSearch search = LogSearch.of(query, limit)
                .between(
                        from.isEmpty() ? Long.MIN_VALUE : LogTimes.nanos(from, now),
                        to.isEmpty() ? Long.MAX_VALUE : LogTimes.nanos(to, now));
        return parameters.getOrDefault("order", "desc").equals("asc") ? search.oldestFirst() : search;
    }

    private static long number(Map<String, String> parameters, String name, long otherwise, long most) {
        String text = parameters.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw wrong(name, text, "a number from 1 to " + most);
        }
        return Long.parseLong(text);
    }

    private static SeawallException wrong(String name, String text, String good) {
        return new SeawallException("read the parameter " + name, text + " is not " + good, "Give " + good);
    }

    private static ObjectNode page(LogPage page) {
        ObjectNode out = Json.mapper().createObjectNode();
        ArrayNode lines = out.putArray("lines");
        page.lines().forEach(found -> lines.add(line(found.id(), found.line())));
        ArrayNode notes = out.putArray("notes");
        page.notes().forEach(notes::add);
        return out;
    }

    /** A line as the API shows it. */
    static ObjectNode line(String id, LogLine line) {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("id", id);
        out.put("time", Instant.ofEpochSecond(0, line.timeNanos()).toString());
        ObjectNode labels = out.putObject("labels");
        line.labels().forEach(labels::put);
        out.put("message", line.message());
        return out;
    }

    private ObjectNode histogram(Map<String, String> parameters) throws IOException {
        long step = LogTimes.duration(parameters.getOrDefault("step", "1m"));
        var counts = store.histogram(search(parameters), step);
        if (counts.size() > MOST_STEPS) {
            throw wrong("step", parameters.getOrDefault("step", "1m"), "long enough for " + MOST_STEPS + " steps");
        }
        ObjectNode out = Json.mapper().createObjectNode();
        ArrayNode steps = out.putArray("steps");
        counts.forEach((time, lines) -> steps.addObject()
                .put("time", Instant.ofEpochSecond(0, time).toString())
                .put("lines", lines));
        return out;
    }

    private ObjectNode facets(Map<String, String> parameters) throws IOException {
        String field = parameters.getOrDefault("field", "level");
        List<Map.Entry<String, Long>> counts = store.facet(search(parameters), field).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .toList();
        ObjectNode out = Json.mapper().createObjectNode().put("field", field);
        ArrayNode values = out.putArray("values");
        counts.forEach(count -> values.addObject().put("value", count.getKey()).put("lines", count.getValue()));
        return out;
    }

    /** Lines of the same source around a time. */
    private ObjectNode context(Map<String, String> parameters) throws IOException {
        LogSearch around = search(parameters);
        long middle = LogTimes.nanos(parameters.getOrDefault("at", ""), clock.instant());
        LogPage before = store.search(around.between(Long.MIN_VALUE, middle));
        LogPage after = store.search(around.between(middle + 1, Long.MAX_VALUE).oldestFirst());
        ObjectNode out = Json.mapper().createObjectNode();
        ArrayNode lines = out.putArray("lines");
        before.lines().reversed().forEach(found -> lines.add(line(found.id(), found.line())));
        after.lines().forEach(found -> lines.add(line(found.id(), found.line())));
        return out;
    }
}
