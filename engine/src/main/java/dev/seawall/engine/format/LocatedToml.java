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

    private final List<String> lines;

    private LocatedToml(String text) {
        this.lines = text.lines().toList();
    }

    static Located parse(byte[] content) throws IOException {
        if (content.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes of TOML");
        }
        String decoded = new String(content, StandardCharsets.UTF_8);
        String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        try {
            TomlParseResult result = Toml.parse(text);
            if (result.hasErrors()) {
                throw new IOException(
                        "malformed TOML: " + result.errors().getFirst().getMessage());
            }
            return new LocatedToml(text).table(result, 1, 0);
        } catch (StackOverflowError e) {
            throw new IOException("TOML nested too deeply", e);
        }
    }

    private Located table(TomlTable table, int line, int depth) throws IOException {
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

    private Located array(TomlArray array, int line, int depth) throws IOException {
        List<Located> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(array.get(i), lineAfter(array.inputPositionOf(i)), depth + 1));
        }
        return Located.array(line, items);
    }

    /** The library places an item right after the bracket or comma before it: skips white space and comments. */
    private int lineAfter(TomlPosition place) {
        int line = place.line();
        int column = place.column() - 1;
        while (line < lines.size()) {
            String rest = lines.get(line - 1);
            rest = rest.substring(Math.min(rest.length(), column)).strip();
            if (!rest.isEmpty() && !rest.startsWith("#")) {
                return line;
            }
            line++;
            column = 0;
        }
        return place.line();
    }

    private Located value(@Nullable Object value, int line, int depth) throws IOException {
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
