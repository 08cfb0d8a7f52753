package dev.seawall.engine.rule;

import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every field that rules may name ({@code rule/fields.yaml}). */
public final class FieldCatalogue {
    private static final Map<String, FieldKind> KINDS = load();
    private static final Map<String, Field> FIELDS = new ConcurrentHashMap<>();

    private FieldCatalogue() {}

    private static Map<String, FieldKind> load() {
        Map<String, FieldKind> kinds = new LinkedHashMap<>();
        for (Located each : read("fields.yaml").items()) {
            kinds.put(each.get("name").text(), kind(kinds.size(), each));
        }
        return kinds;
    }

    static Located read(String resource) {
        try (InputStream in = FieldCatalogue.class.getResourceAsStream("/rule/" + resource)) {
            return Located.yaml(Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FieldKind kind(int slot, Located entry) {
        String source = entry.get("source").text();
        return new FieldKind(
                slot,
                entry.get("name").text(),
                FieldType.parse(entry.get("type").text()),
                ArgumentKind.parse(entry.get("argument").text()),
                source.isEmpty() ? "syscall" : source,
                entry.get("list").isTrue(),
                entry.get("any").isTrue(),
                entry.get("filterOnly").isTrue());
    }

    /** How many fields there are; slots go from 0 to one below. */
    public static int size() {
        return KINDS.size();
    }

    /**
     * The slot of a field by its name, for sources of events.
     *
     * @throws IllegalArgumentException where the catalogue has no such name
     */
    public static int slot(String name) {
        FieldKind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no field is called " + name);
        }
        return kind.slot();
    }

    /**
     * A field as filters write it: {@code proc.name}, {@code proc.aname[2]}, {@code evt.arg.flags}.
     *
     * @param source the event source that must give it; empty for any
     * @throws FilterException where there is no such field, or its argument is missing or wrong
     */
    public static Field find(String reference, String source) throws FilterException {
        int bracket = reference.indexOf('[');
        if (bracket < 0 || !reference.endsWith("]")) {
            return find(reference, null, source, 0);
        }
        return find(
                reference.substring(0, bracket), reference.substring(bracket + 1, reference.length() - 1), source, 0);
    }

    static Field find(String name, @Nullable String argument, String source, int offset) throws FilterException {
        FieldKind kind = KINDS.get(name);
        String dotted = "";
        if (kind == null) {
            kind = beforeDot(name);
            dotted = kind == null ? "" : name.substring(kind.name().length() + 1);
        }
        if (kind == null || !kind.isGivenBy(source)) {
            throw FilterException.unknownName("filter_check called with nonexistent field " + name, offset);
        }
        return FieldArgument.of(kind, dotted, argument, offset).resolve();
    }

    /** The longest field that takes its argument behind a dot and begins the name. */
    private static @Nullable FieldKind beforeDot(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            FieldKind kind = KINDS.get(name.substring(0, dot));
            if (kind != null) {
                return kind.argument().isDotted() ? kind : null;
            }
        }
        return null;
    }

    static Field shared(Field field) {
        return FIELDS.computeIfAbsent(field.toString(), any -> field);
    }
}
