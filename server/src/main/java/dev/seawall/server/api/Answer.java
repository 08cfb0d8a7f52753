package dev.seawall.server.api;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an operation answers when it succeeds. */
sealed interface Answer {
    /** Bytes of a media type; {@code headers} are names and values in turn. */
    record Bytes(
            int status,
            String type,
            byte[] content,
            @Nullable String etag,
            List<String> headers) implements Answer {}

    /** Nothing but a status. */
    record Empty(int status, List<String> headers) implements Answer {}

    /** Written bit by bit as long as the client listens. */
    record Stream(String type, Writer writer) implements Answer {}

    /** Writes a stream. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    static Answer json(JsonNode node) {
        return json(200, node, null);
    }

    static Answer json(int status, JsonNode node, @Nullable String etag) {
        return new Bytes(status, "application/json", Json.mapper().writeValueAsBytes(node), etag, List.of());
    }

    /** 201 with the address of what was made. */
    static Answer created(String location, JsonNode node, @Nullable String etag) {
        return new Bytes(
                201, "application/json", Json.mapper().writeValueAsBytes(node), etag, List.of("Location", location));
    }

    static Answer text(String type, String content) {
        return new Bytes(200, type, content.getBytes(StandardCharsets.UTF_8), null, List.of());
    }

    static Answer none() {
        return new Empty(204, List.of());
    }
}
