package dev.seawall.engine.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Builds {@link Located} values from a TOML document. */
final class LocatedToml {
    private static final int MOST_BYTES = 20_000_000;

    private LocatedToml() {}

    static Located parse(byte[] content) throws IOException {
        if (content.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes of TOML");
        }
        String text = new String(content, StandardCharsets.UTF_8);
        try {
            TomlParseResult result = Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
            if (result.hasErrors()) {
                throw new IOException(
                        "malformed TOML: " + result.errors().getFirst().getMessage());
            }
            return table(result, 1, 0);
        } catch (StackOverflowError e) {
            throw new IOException("TOML nested too deeply", e);
        }
    }

    private static Located table(TomlTable table, int line, int depth) throws IOException {
        record Entry(String key, TomlPosition place) {}
        List<Entry> entries = new ArrayList<>();
        for (String key : table.keySet()) {
            TomlPosition place = table.inputPositionOf(List.of(key));
            entries.add(new Entry(key, place == null ? TomlPosition.positionAt(1, 1) : place));
        }
        entries.sort(Comparator.<Entry>comparingInt(e -> e.place().line())
                .thenComparingInt(e -> e.place().column())
                .thenComparing(Entry::key));
        Map<String, Located> fields = new LinkedHashMap<>();
        for (Entry e : entries) {
            fields.put(e.key(), value(table.get(List.of(e.key())), e.place().line(), depth + 1));
        }
        return Located.object(line, fields);
    }

    private static Located array(TomlArray array, int line, int depth) throws IOException {
        List<Located> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(array.get(i), array.inputPositionOf(i).line(), depth + 1));
        }
        return Located.array(line, items);
    }

    private static Located value(@Nullable Object value, int line, int depth) throws IOException {
        if (depth > Located.DEEPEST) {
            throw new IOException("TOML nested too deeply");
        }
        return switch (value) {
            case null -> Located.scalar(line, null);
            case TomlTable table -> table(table, line, depth);
            case TomlArray array -> array(array, line, depth);
            default -> Located.scalar(line, value.toString());
        };
    }
}
