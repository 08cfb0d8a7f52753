package dev.seawall.server.config;

import dev.seawall.engine.model.SeawallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One map of the configuration file. Whoever reads it first says by {@link #only} which keys there are; any other key
 * stops the start.
 */
public final class ConfigSection {
    private final String name;
    private final Map<String, @Nullable Object> values;

    private ConfigSection(String name, Map<String, @Nullable Object> values) {
        this.name = name;
        this.values = values;
    }

    /** A section without keys, as where the file does not name it. */
    public static ConfigSection empty(String name) {
        return new ConfigSection(name, Map.of());
    }

    /**
     * A section from what a YAML reader gives.
     *
     * @param name as errors show it, for example {@code registry}
     * @throws SeawallException where the value is no map
     */
    public static ConfigSection from(String name, @Nullable Object value) {
        if (value == null) {
            return empty(name);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw refused(name, "it is not a map of keys");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, item) -> values.put(String.valueOf(key), item));
        return new ConfigSection(name, values);
    }

    /** @throws SeawallException where there is a key that is not one of these */
    public ConfigSection only(Set<String> known) {
        List<String> unknown = values.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            List<String> sorted = known.stream().sorted().toList();
            throw refused(
                    name,
                    "it has unknown keys: " + String.join(", ", unknown) + " (known: " + String.join(", ", sorted)
                            + ")");
        }
        return this;
    }

    /** Whether the file gives this key a value. */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** A text, a number or a boolean as text. */
    public Optional<String> text(String key) {
        Object value = values.get(key);
        if (value instanceof Map || value instanceof List) {
            throw refused(name + "." + key, "it is not a single value");
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    /** A boolean. */
    public boolean flag(String key, boolean otherwise) {
        Object value = values.get(key);
        if (value != null && !(value instanceof Boolean)) {
            throw refused(name + "." + key, "it is neither true nor false");
        }
        return value == null ? otherwise : (Boolean) value;
    }

    /** A whole number. */
    public long number(String key, long otherwise) {
        Object value = values.get(key);
        if (value != null && !(value instanceof Integer || value instanceof Long)) {
            throw refused(name + "." + key, "it is not a whole number");
        }
        return value == null ? otherwise : ((Number) value).longValue();
    }

    /** A list of texts; a single text is a list of one. */
    public List<String> texts(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return text(key).map(List::of).orElse(List.of());
    }

    /** A nested map. */
    public ConfigSection section(String key) {
        return from(name.isEmpty() ? key : name + "." + key, values.get(key));
    }

    /** A list of maps. */
    public List<ConfigSection> sections(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw refused(name + "." + key, "it is not a list");
        }
        List<ConfigSection> out = new ArrayList<>();
        list.forEach(item -> out.add(from(name + "." + key + "[" + out.size() + "]", item)));
        return out;
    }

    /** The same with keys of nested maps laid over. */
    ConfigSection over(Map<String, Map<String, Object>> further) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(values);
        further.forEach((section, keys) -> {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
            if (merged.get(section) instanceof Map<?, ?> there) {
                there.forEach((key, value) -> inner.put(String.valueOf(key), value));
            }
            inner.putAll(keys);
            merged.put(section, inner);
        });
        return new ConfigSection(name, merged);
    }

    /** The keys, in the file's order. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    private static SeawallException refused(String name, String because) {
        String place = name.isEmpty() ? "" : " at " + name;
        return new SeawallException(
                "read the configuration file" + place, because, "Correct it; docs/guide/server.md lists every key");
    }
}
