package dev.seawall.server.vault.request;

import dev.seawall.server.vault.wire.Spans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, read by an endpoint's fields. */
public final class FieldValues {
    private final Map<String, Field> schema;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> raw;

    FieldValues(Map<String, Field> schema, Map<String, @Nullable Object> raw) {
        this.schema = schema;
        this.raw = raw;
        raw.forEach((name, value) -> {
            Field field = schema.get(name);
            if (field != null && value != null) {
                given.put(name, read(field, value));
            }
        });
    }

    private static Object read(Field field, Object value) {
        Optional<Object> read = field.type().read(value);
        String before = field.type() == FieldType.MAP ? "" : "Field validation failed: ";
        return read.orElseThrow(() -> VaultException.refused(
                before + "error converting input for field \"" + field.name() + "\": " + complaint(field, value)));
    }

    private static String complaint(Field field, Object value) {
        return switch (field.type()) {
            case DURATION, SIGNED_DURATION ->
                Spans.parse(value)
                        .map(span -> "cannot provide negative value '" + span.toSeconds() + "'")
                        .orElse("time: invalid duration \"" + value + "\"");
            case MAP ->
                value instanceof List<?> list
                        ? "'[0]' expected a map, got '" + (list.isEmpty() ? "slice" : kind(list.getFirst())) + "'"
                        : "'' expected a map, got '" + kind(value) + "'";
            case INTEGER ->
                value instanceof String text
                        ? "cannot parse '' as int: strconv.ParseInt: parsing \"" + text + "\": invalid syntax"
                        : "'' expected type 'int', got unconvertible type '" + kind(value) + "'";
            case INTEGERS ->
                "1 error(s) decoding:\n\n* cannot parse '[0]' as int: strconv.ParseInt: parsing \""
                        + (value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value)
                        + "\": invalid syntax";
            case STRING -> "'' expected type 'string', got unconvertible type '" + kind(value) + "'";
            default -> "unconvertible type '" + kind(value) + "'";
        };
    }

    private static String kind(Object value) {
        return switch (value) {
            case Map<?, ?> ignored -> "map[string]interface {}";
            case List<?> ignored -> "[]interface {}";
            case Boolean ignored -> "bool";
            case Number ignored -> "string";
            default -> "string";
        };
    }

    /** Whether it was given, and not as null. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** Whether it was named in the request, even as null. */
    public boolean names(String name) {
        return raw.containsKey(name);
    }

    private Object value(String name) {
        Object value = given.get(name);
        if (value != null) {
            return value;
        }
        Field field = schema.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return field.fallback();
    }

    /** A text. */
    public String string(String name) {
        return (String) value(name);
    }

    /** A text, or another where it was not given. */
    public String stringOr(String name, String other) {
        return has(name) ? string(name) : other;
    }

    /** A whole number, cut to an int. */
    public int integer(String name) {
        return Math.clamp((Long) value(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A whole number. */
    public long longInteger(String name) {
        return (Long) value(name);
    }

    /** True or false. */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** True or false, or what was before where it was not given. */
    public boolean flagOr(String name, boolean other) {
        return has(name) ? flag(name) : other;
    }

    /** A span. */
    public Duration span(String name) {
        return (Duration) value(name);
    }

    /** A span in seconds. */
    public long seconds(String name) {
        return span(name).toSeconds();
    }

    /** A span in seconds, or another where it was not given. */
    public long secondsOr(String name, long other) {
        return has(name) ? seconds(name) : other;
    }

    /** A list of texts. */
    @SuppressWarnings("unchecked")
    public List<String> strings(String name) {
        return (List<String>) value(name);
    }

    /** A list of numbers. */
    @SuppressWarnings("unchecked")
    public List<Long> integers(String name) {
        return (List<Long>) value(name);
    }

    /** A list. */
    public List<?> list(String name) {
        return (List<?>) value(name);
    }

    /** An object. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> map(String name) {
        return (Map<String, @Nullable Object>) value(name);
    }

    /** Keys and texts. */
    @SuppressWarnings("unchecked")
    public Map<String, String> pairs(String name) {
        return (Map<String, String>) value(name);
    }

    /** The value as it came, null where it did not. */
    public @Nullable Object any(String name) {
        return raw.get(name);
    }

    /** Everything that came, by name. */
    public Map<String, @Nullable Object> all() {
        return raw;
    }
}
