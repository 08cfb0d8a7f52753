package dev.seawall.engine.rebase;

import dev.seawall.engine.format.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The run configuration of a re-layered image: what the image itself set stays, what it had from its base becomes what
 * the new base says.
 */
final class ConfigMerge {
    private static final Set<String> KEYED = Set.of("Labels", "ExposedPorts", "Volumes");

    private ConfigMerge() {}

    /** Merges the {@code config} objects of the three images' configurations. */
    static ObjectNode merge(JsonNode app, JsonNode oldBase, JsonNode newBase) {
        ObjectNode merged = Json.mapper().createObjectNode();
        for (String key : keys(app, oldBase, newBase)) {
            if (key.equals("Env")) {
                merged.set(key, environment(app.path(key), oldBase.path(key), newBase.path(key)));
            } else if (KEYED.contains(key)) {
                keyed(merged, key, app.path(key), oldBase.path(key), newBase.path(key));
            } else {
                put(merged, key, chosen(app.get(key), oldBase.get(key), newBase.get(key)));
            }
        }
        return merged;
    }

    private static Set<String> keys(JsonNode... objects) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode object : objects) {
            keys.addAll(object.propertyNames());
        }
        return keys;
    }

    /** The image's own value where it differs from its base's, else the new base's. */
    private static @Nullable JsonNode chosen(@Nullable JsonNode app, @Nullable JsonNode from, @Nullable JsonNode to) {
        return isSame(app, from) ? to : app;
    }

    private static boolean isSame(@Nullable JsonNode left, @Nullable JsonNode right) {
        boolean rightUnset = right == null || right.isNull();
        return (left == null || left.isNull()) ? rightUnset : left.equals(right);
    }

    private static void put(ObjectNode into, String key, @Nullable JsonNode value) {
        if (value != null) {
            into.set(key, value);
        }
    }

    private static void keyed(ObjectNode merged, String key, JsonNode app, JsonNode from, JsonNode to) {
        ObjectNode out = Json.mapper().createObjectNode();
        for (String name : keys(app, from, to)) {
            put(out, name, chosen(app.get(name), from.get(name), to.get(name)));
        }
        if (!out.isEmpty()) {
            merged.set(key, out);
        }
    }

    private static ArrayNode environment(JsonNode app, JsonNode from, JsonNode to) {
        Map<String, String> old = variables(from);
        Map<String, String> fresh = variables(to);
        Map<String, String> merged = new LinkedHashMap<>(fresh);
        Map<String, String> own = variables(app);
        own.forEach((name, line) -> {
            if (!line.equals(old.get(name))) {
                merged.put(name, line);
            }
        });
        merged.keySet().removeIf(name -> old.containsKey(name) && !own.containsKey(name));
        ArrayNode lines = Json.mapper().createArrayNode();
        List.copyOf(merged.values()).forEach(lines::add);
        return lines;
    }

    /** Whole lines by the names of their variables, in order. */
    private static Map<String, String> variables(JsonNode lines) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (JsonNode line : lines) {
            String text = line.asString("");
            byName.put(text.split("=", 2)[0], text);
        }
        return byName;
    }
}
