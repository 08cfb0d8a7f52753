package dev.seawall.engine.policy;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping of a YAML file somebody wrote by hand, with errors that name the file and the key. */
record Entry(String file, Map<String, @Nullable Object> values) {

    /** The top mapping of a file; an empty file is an empty mapping. */
    static Entry parse(String file, byte[] content) {
        try {
            Object root = Yaml.parse(content);
            return root == null ? new Entry(file, Map.of()) : of(file, root);
        } catch (IOException e) {
            throw new SeawallException("read " + file, String.valueOf(e.getMessage()), "Correct the file", e);
        }
    }

    private static Entry of(String file, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw broken(file, "there is " + (value == null ? "nothing" : "'" + value + "'") + " where keys belong");
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(String.valueOf(k), v));
        return new Entry(file, copy);
    }

    static SeawallException broken(String file, String because) {
        return new SeawallException("read " + file, because, "Correct the file");
    }

    SeawallException broken(String because) {
        return broken(file, because);
    }

    /** Refuses keys nobody reads, so that a typing error cannot weaken a policy. */
    void allowOnly(Set<String> known) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw broken("the key '" + key + "' is unknown; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    /** The value as text, empty where absent. */
    String text(String key) {
        Object value = values.get(key);
        if (value instanceof Map || value instanceof List) {
            throw broken("'" + key + "' must be a text");
        }
        return value == null ? "" : String.valueOf(value).strip();
    }

    /** One text or a list of texts. */
    List<String> texts(String key) {
        if (!(values.get(key) instanceof List<?> list)) {
            String one = text(key);
            return one.isEmpty() ? List.of() : List.of(one);
        }
        return list.stream().map(String::valueOf).map(String::strip).toList();
    }

    /** The mapping under a key, empty where absent. */
    Entry entry(String key) {
        return has(key) ? of(file, values.get(key)) : new Entry(file, Map.of());
    }

    /** The list of mappings under a key, empty where absent; a bare text becomes the mapping {@code {bare: text}}. */
    List<Entry> entries(String key, String bare) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw broken("'" + key + "' must be a list");
        }
        List<Entry> out = new ArrayList<>();
        for (Object item : list) {
            out.add(item instanceof String text ? new Entry(file, Map.of(bare, text)) : of(file, item));
        }
        return out;
    }

    /** True or false, null where absent. */
    @Nullable
    Boolean truth(String key) {
        return switch (text(key)) {
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw broken("'" + key + "' must be true or false");
        };
    }

    /** A number, null where absent. */
    @Nullable
    Double number(String key) {
        String text = text(key);
        try {
            return text.isEmpty() ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw broken("'" + key + "' must be a number, not '" + text + "'");
        }
    }

    /** A day such as 2026-12-31, also with a time behind it; null where absent. */
    @Nullable
    LocalDate day(String key) {
        String text = text(key);
        return text.isEmpty() ? null : day(file, text);
    }

    static LocalDate day(String file, String text) {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw broken(file, "'" + text + "' is no day such as 2026-12-31");
        }
    }
}
