package dev.seawall.server.vault;

import dev.seawall.server.vault.wire.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer as it goes out. */
public record HttpReply(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** A JSON body. */
    static HttpReply json(int status, Object body) {
        return new HttpReply(status, JSON, JsonValues.write(body), Map.of());
    }

    /** Only a status. */
    static HttpReply empty(int status) {
        return new HttpReply(status, JSON, new byte[0], Map.of());
    }

    /** An error body. */
    static HttpReply errors(int status, List<String> errors, @Nullable Map<String, ?> data) {
        Map<String, Object> body = new TreeMap<>();
        body.put("errors", errors);
        if (data != null) {
            body.put("data", data);
        }
        return json(status, body);
    }

    /** A redirect. */
    static HttpReply moved(String location) {
        return new HttpReply(307, JSON, new byte[0], Map.of("Location", location));
    }
}
