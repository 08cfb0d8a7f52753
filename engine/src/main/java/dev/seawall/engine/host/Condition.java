package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a check expects, as its file says it and as the user's parameters change it. */
record Condition(Map<String, @Nullable Object> values) {
    /** This condition with some values replaced. */
    Condition with(Map<String, ?> changes) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.putAll(changes);
        return new Condition(all);
    }

    /** A text that must be there. */
    String text(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("the condition lacks '" + key + "'"));
    }

    String text(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    Optional<String> find(String key) {
        Object value = values.get(key);
        return value == null ? Optional.empty() : Optional.of(String.valueOf(value));
    }

    boolean flag(String key) {
        return "true".equals(text(key, "false"));
    }

    long number(String key, long otherwise) {
        return values.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    /** A list of texts; one text counts as a list of one, nothing as an empty list. */
    List<String> texts(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> texts.add(String.valueOf(item)));
            return texts;
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    /** Texts by text, in file order. */
    Map<String, String> map(String key) {
        Map<String, String> all = new LinkedHashMap<>();
        if (values.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
        }
        return all;
    }
}
