package dev.seawall.server.vault;

import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.wire.JsonValues;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a body by what is in it rather than by what its content type says, as clients need it. */
final class BodyReader {
    private static final int HEAD = 512;

    private BodyReader() {}

    static Map<String, @Nullable Object> read(HttpQuestion question) {
        byte[] body = question.body();
        if (isBlank(body)) {
            return new LinkedHashMap<>();
        }
        if (isForm(question, body)) {
            return values(form(new String(body, StandardCharsets.UTF_8)));
        }
        try {
            return JsonValues.readObject(body);
        } catch (IOException malformed) {
            throw VaultException.of(400, "error parsing JSON");
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForm(HttpQuestion question, byte[] body) {
        String type = question.origin().header("content-type");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return false;
        }
        String head = new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.UTF_8).strip();
        return !head.startsWith("{");
    }

    /** A form or a query: names with their values. */
    static Map<String, List<String>> form(String text) {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parsed.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decode(parts[1]));
            }
        }
        return parsed;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** Several values of a name become one with commas. */
    static Map<String, @Nullable Object> values(Map<String, List<String>> parsed) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        parsed.forEach((name, all) -> values.put(name, String.join(",", all)));
        return values;
    }
}
