package dev.seawall.agent;

import dev.seawall.agent.watch.EventRecorder;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.rule.Rule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the events behind alerts to a file, one JSON object in one line: {@code {"rule": …, "event": {field: [values]}}}. */
final class Recording implements EventRecorder, AutoCloseable {
    private static final long MOST_EVENTS = 100_000;

    private final BufferedWriter out;
    private long written;

    Recording(Path file) {
        try {
            this.out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new SeawallException("record events to " + file, "it cannot be written", "Name another file", e);
        }
    }

    @Override
    public void record(Rule rule, Map<String, List<String>> fields) {
        if (written++ >= MOST_EVENTS) {
            return;
        }
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("rule", rule.name());
        ObjectNode event = line.putObject("event");
        fields.forEach((name, values) -> {
            ArrayNode array = event.putArray(name);
            values.forEach(array::add);
        });
        try {
            out.write(Json.mapper().writeValueAsString(line));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
