package dev.seawall.engine.network;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/** Writes an analysis as JSON, one connection after the other. */
final class NetworkJson {
    private NetworkJson() {}

    static void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
        try {
            var writer = Json.mapper().writerWithDefaultPrettyPrinter().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
            try (JsonGenerator json = writer.createGenerator(out)) {
                json.writeStartObject();
                json.writeArrayPropertyStart("connections");
                analysis.connections().forEach(connection -> write(connection, json));
                json.writeEndArray();
                texts(json, "peers", analysis.peers());
                texts(json, "warnings", analysis.warnings());
                json.writeArrayPropertyStart("files");
                analysis.unreadable().forEach(file -> write(file, json));
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        } catch (JacksonException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    private static void write(Connection connection, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("from", connection.from());
        json.writeStringProperty("to", connection.to());
        texts(json, "ports", connection.ports());
        if (!connection.network().isEmpty()) {
            json.writeStringProperty("network", connection.network());
        }
        if (!connection.rules().isEmpty()) {
            texts(json, "rules", connection.rules());
        }
        json.writeEndObject();
    }

    private static void write(NetworkAnalysis.Unreadable file, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        json.writeStringProperty("status", "malformed");
        json.writeStringProperty("reason", file.reason());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
