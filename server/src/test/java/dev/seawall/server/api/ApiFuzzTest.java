package dev.seawall.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.format.Yaml;
import dev.seawall.server.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends every operation of the description good, bad and hostile values: the answer is a documented status, never 5xx. */
final class ApiFuzzTest {
    private static final List<Object> HOSTILE = List.of(
            "",
            "\u0000",
            "' OR 1=1 --",
            "../../etc/passwd",
            "\uD83D\uDE00".repeat(50),
            "a".repeat(5000),
            "%_!*",
            -1,
            9_223_372_036_854_775_807L,
            1.5,
            true,
            List.of(),
            List.of(1, "x"),
            Map.of("a", Map.of("b", List.of(1))),
            "9999999-01-01T00:00:00Z",
            "2027-01-31T00:00:00Z",
            "*",
            "image:*");
    /** They change who may ask; their rules are tested elsewhere. */
    private static final Set<String> NOT_AS_ADMINISTRATOR = Set.of("watchEvents");

    private static final int ROUNDS = 20;

    @TempDir
    private Path home;

    private final Random random = new Random(20261125);
    private Map<String, Object> root = Map.of();

    @Test
    void nothingSentMakesTheServerFail() throws IOException, InterruptedException {
        root = DescriptionTest.map(Yaml.parse(SystemApi.text().getBytes(StandardCharsets.UTF_8)));
        long until = System.nanoTime() + 1_000_000_000L * Integer.getInteger("seawall.fuzz.seconds", 0);
        int round = 0;
        int sent = 0;
        try (TestServer server = TestServer.start(home)) {
            do {
                for (var entry : DescriptionTest.described().entrySet()) {
                    if (!NOT_AS_ADMINISTRATOR.contains(entry.getKey())) {
                        send(server, entry.getValue());
                        sent++;
                    }
                }
            } while (++round < ROUNDS || System.nanoTime() < until);
            assertEquals(200, server.send("GET", "/health", "").statusCode());
        }
        assertTrue(sent > 50);
    }

    private void send(TestServer server, DescriptionTest.Described operation) throws IOException, InterruptedException {
        String body = body(operation);
        List<String> headers = new ArrayList<>(List.of("X-Fuzz", "1"));
        String path = path(operation, headers);
        HttpResponse<String> answer = server.ask(operation.method(), path, body, headers.toArray(String[]::new));
        String what = operation.method() + " " + path + " " + headers + " " + body + " -> " + answer.body();
        assertTrue(answer.statusCode() < 500, what);
        if (answer.statusCode() == 414) {
            return; // from the HTTP layer, before any operation is found
        }
        Map<String, Object> responses = DescriptionTest.map(operation.body().get("responses"));
        String status = Integer.toString(answer.statusCode());
        boolean usual = status.equals("304") || status.equals("404") || status.equals("401") || status.equals("409");
        assertTrue(responses.containsKey(status) || usual, status + " is not described: " + what);
        if (answer.statusCode() >= 400) {
            assertTrue(TestServer.json(answer).path("detail").asString("").length() > 5, what);
        }
    }

    private String path(DescriptionTest.Described operation, List<String> headers) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        Object parameters = operation.body().get("parameters");
        for (Object parameter : parameters == null ? List.of() : (List<?>) parameters) {
            Map<String, Object> map = DescriptionTest.map(parameter);
            String name = String.valueOf(map.get("name"));
            Object value = random.nextBoolean() ? good(map.get("schema"), 0) : hostile();
            String text = URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
            switch (String.valueOf(map.get("in"))) {
                case "path" -> path = path.replace("{" + name + "}", text.isEmpty() ? "x" : text);
                case "query" -> query.add(name + "=" + text);
                default -> {
                    if (random.nextBoolean()) {
                        headers.addAll(List.of(name, random.nextBoolean() ? "\"v1\"" : "W/nonsense"));
                    }
                }
            }
        }
        query.removeIf(one -> random.nextInt(3) > 0);
        if (random.nextInt(20) == 0) {
            query.add("unknown=1");
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private Object hostile() {
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private String body(DescriptionTest.Described operation) {
        Map<String, Object> content = DescriptionTest.map(
                DescriptionTest.map(operation.body().get("requestBody")).get("content"));
        if (content.isEmpty()) {
            return "";
        }
        Object schema = DescriptionTest.map(content.get("application/json")).get("schema");
        String json = Json.mapper().writeValueAsString(good(schema, 0));
        return switch (random.nextInt(12)) {
            case 0 -> json.substring(0, random.nextInt(json.length()) + 1);
            case 1 -> "[".repeat(3000);
            case 2 -> "null";
            case 3 -> "not json";
            case 4 -> "{\"" + "x".repeat(3000) + "\":1}";
            default -> json;
        };
    }

    /** A value of a schema, at times with a hostile one in its place. */
    private Object good(Object schemaOrNull, int depth) {
        Map<String, Object> schema = resolved(DescriptionTest.map(schemaOrNull));
        if (depth > 0 && random.nextInt(6) == 0) {
            return hostile();
        }
        if (schema.get("enum") instanceof List<?> words) {
            return words.get(random.nextInt(words.size()));
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "integer" -> schema.containsKey("const") ? schema.get("const") : 1 + random.nextInt(100);
            case "boolean" -> random.nextBoolean();
            case "array" -> List.of(good(schema.get("items"), depth + 1), good(schema.get("items"), depth + 1));
            case "object" -> object(schema, depth);
            default -> text(schema);
        };
    }

    private Map<String, Object> object(Map<String, Object> schema, int depth) {
        Map<String, Object> out = new LinkedHashMap<>();
        new TreeMap<>(DescriptionTest.map(schema.get("properties"))).forEach((name, property) -> {
            if (random.nextInt(5) > 0) {
                out.put(name, good(property, depth + 1));
            }
        });
        return out;
    }

    private Object text(Map<String, Object> schema) {
        if ("date-time".equals(schema.get("format"))) {
            return "2027-01-31T00:00:00Z";
        }
        return random.nextInt(4) == 0 ? "image" : "word" + random.nextInt(50);
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        Object reference = schema.get("$ref");
        if (reference == null) {
            return schema;
        }
        Object at = root;
        for (String part : String.valueOf(reference).substring(2).split("/")) {
            at = DescriptionTest.map(at).get(part);
        }
        return DescriptionTest.map(at);
    }
}
