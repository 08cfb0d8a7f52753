package dev.seawall.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Yaml;
import dev.seawall.server.auth.Permission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The code and openapi.yaml say the same. */
final class DescriptionTest {
    /** One operation as the description has it. */
    record Described(String method, String path, Map<String, Object> body) {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static Map<String, Described> described() throws IOException {
        Map<String, Object> root = map(Yaml.parse(SystemApi.text().getBytes(StandardCharsets.UTF_8)));
        Map<String, Described> out = new TreeMap<>();
        map(root.get("paths")).forEach((path, methods) -> map(methods).forEach((method, body) -> {
            Map<String, Object> operation = map(body);
            Described before = out.put(
                    String.valueOf(operation.get("operationId")),
                    new Described(method.toUpperCase(Locale.ROOT), path, operation));
            assertEquals(null, before, "an operationId is used twice");
        }));
        return out;
    }

    static Set<String> queryNames(Described described) {
        Set<String> names = new TreeSet<>();
        Object parameters = described.body().get("parameters");
        for (Object parameter : parameters == null ? List.of() : (List<?>) parameters) {
            if ("query".equals(map(parameter).get("in"))) {
                names.add(String.valueOf(map(parameter).get("name")));
            }
        }
        return names;
    }

    @Test
    void everyOperationDeclaresItsPermissionAndNothingElseIsServed() throws IOException {
        List<String> code = new ArrayList<>();
        for (Operation operation : Sample.operations()) {
            code.add(line(
                    operation.id(),
                    operation.method(),
                    operation.path(),
                    operation.permission().word(),
                    new TreeSet<>(operation.query()),
                    operation.largestBodyBytes() > 0));
        }
        List<String> described = new ArrayList<>();
        described()
                .forEach((id, operation) -> described.add(line(
                        id,
                        operation.method(),
                        operation.path(),
                        String.valueOf(operation.body().get("x-permission")),
                        queryNames(operation),
                        Set.of("POST", "PUT", "PATCH").contains(operation.method()))));
        assertEquals(new TreeSet<>(described), new TreeSet<>(code));
        assertTrue(code.size() > 50);
    }

    private static String line(
            String id, String method, String path, String permission, Set<String> query, boolean body) {
        return String.join(" ", id, method, path, permission, query.toString(), "" + body);
    }

    @Test
    void everyPermissionOfTheApiIsHeldByARole() {
        for (Operation operation : Sample.operations()) {
            if (operation.permission() != Permission.PUBLIC) {
                assertTrue(dev.seawall.server.auth.Role.OWNER.has(operation.permission()));
            }
        }
    }
}
