package dev.seawall.server.vault.request;

import dev.seawall.server.vault.wire.JsonValues;
import dev.seawall.server.vault.wire.Spans;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a parameter is read. Clients send numbers as texts and lists as commas, so reading is lenient. */
public enum FieldType {
    STRING,
    INTEGER,
    FLAG,
    MAP,
    /** A map of texts, or a list of key=value. */
    PAIRS,
    DURATION,
    SIGNED_DURATION,
    /** A list of texts; a single text is a list of one. */
    STRINGS,
    /** A list of texts, or one text with commas. */
    COMMAS,
    INTEGERS,
    /** Any list. */
    LIST,
    ANY;

    /** The value read, or empty when it cannot be read this way. */
    Optional<Object> read(Object raw) {
        return switch (this) {
            case STRING -> text(raw).map(text -> text);
            case INTEGER -> integer(raw).map(number -> number);
            case FLAG -> flag(raw).map(flag -> flag);
            case MAP -> raw instanceof Map<?, ?> ? Optional.of(raw) : Optional.empty();
            case PAIRS -> pairs(raw).map(pairs -> pairs);
            case DURATION -> span(raw).filter(span -> !span.isNegative()).map(span -> span);
            case SIGNED_DURATION -> span(raw).map(span -> span);
            case STRINGS -> texts(raw, false).map(texts -> texts);
            case COMMAS -> texts(raw, true).map(texts -> texts);
            case INTEGERS -> integers(raw).map(numbers -> numbers);
            case LIST -> Optional.of(raw instanceof List<?> ? raw : List.of(raw));
            case ANY -> Optional.of(raw);
        };
    }

    private static Optional<String> text(Object raw) {
        return switch (raw) {
            case String text -> Optional.of(text);
            case Boolean flag -> Optional.of(flag ? "1" : "0");
            case Number number -> Optional.of(number.toString());
            default -> Optional.empty();
        };
    }

    private static Optional<Long> integer(Object raw) {
        try {
            return switch (raw) {
                case Boolean flag -> Optional.of(flag ? 1L : 0L);
                case Number number -> Optional.of(new BigDecimal(number.toString()).longValueExact());
                case String text when text.isEmpty() -> Optional.of(0L);
                case String text -> Optional.of(Long.decode(text));
                default -> Optional.empty();
            };
        } catch (NumberFormatException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(Object raw) {
        return switch (raw) {
            case Boolean flag -> Optional.of(flag);
            case Number number -> Optional.of(number.doubleValue() != 0);
            case String text ->
                switch (text) {
                    case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
                    case "", "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> span(Object raw) {
        return Spans.parse(raw);
    }

    private static Optional<Map<String, String>> pairs(Object raw) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (raw instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Optional<String> value = entry.getValue() == null ? Optional.of("") : text(entry.getValue());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                pairs.put(String.valueOf(entry.getKey()), value.get());
            }
            return Optional.of(pairs);
        }
        Optional<List<String>> lines = texts(raw, false);
        if (lines.isEmpty() || !lines.get().stream().allMatch(line -> line.contains("="))) {
            return Optional.empty();
        }
        lines.get().forEach(line -> pairs.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        return Optional.of(pairs);
    }

    private static Optional<List<String>> texts(Object raw, boolean commas) {
        List<String> texts = new ArrayList<>();
        if (raw instanceof List<?> list) {
            for (Object element : list) {
                Optional<String> text = element == null ? Optional.of("") : text(element);
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                texts.add(text.get().strip());
            }
            return Optional.of(texts);
        }
        return text(raw).map(text -> commas ? split(text) : text.isEmpty() ? List.of() : List.of(text.strip()));
    }

    private static List<String> split(String text) {
        if (text.startsWith("[")) {
            List<String> listed = jsonList(text);
            if (listed != null) {
                return listed;
            }
        }
        List<String> texts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            texts.add(part.strip());
        }
        return text.isEmpty() ? List.of() : texts;
    }

    private static @Nullable List<String> jsonList(String text) {
        try {
            return JsonValues.read(text) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static Optional<List<Long>> integers(Object raw) {
        List<?> list = raw instanceof List<?> given
                ? given
                : text(raw).map(FieldType::split).orElse(List.of());
        List<Long> numbers = new ArrayList<>();
        for (Object element : list) {
            Optional<Long> number = element == null ? Optional.empty() : integer(element);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return Optional.of(numbers);
    }
}
