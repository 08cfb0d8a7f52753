package dev.seawall.engine.host;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing to check of a host, as its file says.
 *
 * @param aliases names of the same check elsewhere, {@code tool:name}
 * @param reader which {@link Probe} judges
 * @param samples trees it must pass and fail, for the tests: {@code good}, {@code bad}, {@code skip}
 */
record HostCheck(
        String id,
        String title,
        Severity severity,
        List<Practice> practices,
        List<String> controls,
        List<String> aliases,
        String why,
        String advice,
        String reader,
        Condition condition,
        Map<String, @Nullable Object> samples) {
    private static final Set<String> KEYS = Set.of(
            "id",
            "title",
            "severity",
            "practices",
            "controls",
            "also-known-as",
            "why",
            "advice",
            "reader",
            "condition",
            "samples");

    /**
     * Reads a check file.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static HostCheck parse(String fileName, byte[] content) {
        try {
            return new Reader(fileName, asMap(Yaml.parse(content))).check();
        } catch (IOException e) {
            throw new IllegalArgumentException(fileName + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    private record Reader(String file, Map<String, @Nullable Object> values) {
        HostCheck check() {
            Set<String> unknown = new TreeSet<>(values.keySet());
            unknown.removeAll(KEYS);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(file + ": unknown keys " + unknown);
            }
            return new HostCheck(
                    text("id"),
                    text("title"),
                    severity(),
                    practices(),
                    texts("controls"),
                    texts("also-known-as"),
                    text("why"),
                    text("advice"),
                    text("reader"),
                    new Condition(asMap(values.get("condition"))),
                    asMap(values.get("samples")));
        }

        private String text(String key) {
            Object value = values.get(key);
            if (value == null || String.valueOf(value).isBlank()) {
                throw new IllegalArgumentException(file + ": '" + key + "' is missing");
            }
            return String.valueOf(value).strip();
        }

        private Severity severity() {
            return Severity.parse(text("severity"));
        }

        private List<Practice> practices() {
            return texts("practices").stream()
                    .map(id -> Practice.parse(id)
                            .orElseThrow(() -> new IllegalArgumentException(file + ": no practice " + id)))
                    .toList();
        }

        private List<String> texts(String key) {
            List<String> all = new ArrayList<>();
            if (values.get(key) instanceof List<?> list) {
                list.forEach(item -> all.add(String.valueOf(item)));
            }
            return all;
        }
    }
}
