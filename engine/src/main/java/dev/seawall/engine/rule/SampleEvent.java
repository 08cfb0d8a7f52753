package dev.seawall.engine.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event written down as fields and values: samples in rule files, recorded events, {@code seawall debug filter}. A
 * field without a value is absent.
 */
public final class SampleEvent implements Event {
    private final int type;
    private final Map<String, List<String>> values;

    private SampleEvent(Map<String, List<String>> values) {
        this.values = values;
        List<String> names = values.getOrDefault("evt.type", List.of());
        this.type = names.isEmpty() ? -1 : EventTypes.number(names.getFirst());
    }

    /** From fields and values, names as filters write them; several values for lists and pairs. */
    public static SampleEvent of(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new HashMap<>();
        values.forEach((name, each) -> copy.put(canonical(name), List.copyOf(each)));
        return new SampleEvent(copy);
    }

    /** From a JSON object of fields; nulls are absent. */
    public static SampleEvent from(JsonNode object) {
        Map<String, List<String>> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            if (!each.getValue().isNull()) {
                values.put(each.getKey(), texts(each.getValue()));
            }
        }
        return of(values);
    }

    private static List<String> texts(JsonNode node) {
        if (!node.isArray()) {
            return List.of(node.asString());
        }
        List<String> out = new ArrayList<>();
        node.forEach(item -> out.add(item.asString()));
        return out;
    }

    private static String canonical(String name) {
        try {
            return FieldCatalogue.find(name, "").toString();
        } catch (FilterException unknown) {
            return name;
        }
    }

    private @Nullable String single(Field field) {
        List<String> found = values.get(field.toString());
        return found == null || found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public @Nullable String text(Field field) {
        return single(field);
    }

    @Override
    public long number(Field field) {
        String text = single(field);
        return text == null ? ABSENT : number(text);
    }

    private static long number(String text) {
        try {
            return switch (text) {
                case "true" -> 1;
                case "false" -> 0;
                default -> text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
            };
        } catch (NumberFormatException notOne) {
            return ABSENT;
        }
    }

    @Override
    public double real(Field field) {
        String text = single(field);
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }

    @Override
    public byte @Nullable [] bytes(Field field) {
        String text = single(field);
        if (text == null) {
            return null;
        }
        return field.type() == FieldType.BYTES ? text.getBytes(StandardCharsets.UTF_8) : AddressRange.parse(text);
    }

    @Override
    public @Nullable List<String> texts(Field field) {
        return values.get(field.toString());
    }

    @Override
    public @Nullable List<byte[]> addresses(Field field) {
        List<String> found = values.get(field.toString());
        if (found == null) {
            return null;
        }
        List<byte[]> out = new ArrayList<>();
        for (String text : found) {
            byte[] address = AddressRange.parse(text);
            if (address != null) {
                out.add(address);
            }
        }
        return out;
    }

    @Override
    public long @Nullable [] numbers(Field field) {
        List<String> found = values.get(field.toString());
        return found == null
                ? null
                : found.stream().mapToLong(SampleEvent::number).toArray();
    }
}
