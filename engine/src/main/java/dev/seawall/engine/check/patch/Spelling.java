package dev.seawall.engine.check.patch;

import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.format.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How new values are written: as JSON, or as YAML in the manner of the file.
 *
 * @param json true for JSON
 * @param newline the file's line end
 * @param step blanks per level
 * @param indentLists true where the file's lists stand further in than their keys
 */
record Spelling(boolean json, String newline, int step, boolean indentLists) {
    /** The lines of a map's entries in block style, each at a column, without the first one's blanks. */
    String block(Map<?, ?> map, int column) {
        List<String> lines = new ArrayList<>();
        map.forEach((key, value) -> lines.add(entry(String.valueOf(key), value, column)));
        return String.join(newline + " ".repeat(column), lines);
    }

    /** {@code key: value} in block style; what is nested goes onto the lines below. */
    String entry(String key, @Nullable Object value, int column) {
        return scalar(key) + ":" + below(value, column);
    }

    /** What follows a colon: a blank and a scalar, or lines. */
    String below(@Nullable Object value, int column) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            int inner = column + step;
            return newline + " ".repeat(inner) + block(map, inner);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            int inner = indentLists ? column + step : column;
            return newline + " ".repeat(inner) + items(list, inner);
        }
        return " " + flow(value);
    }

    private String items(List<?> list, int column) {
        return String.join(
                newline + " ".repeat(column),
                list.stream().map(item -> item(item, column)).toList());
    }

    /** {@code - value} in block style. */
    String item(@Nullable Object value, int column) {
        return value instanceof Map<?, ?> map && !map.isEmpty() ? "- " + block(map, column + 2) : "- " + flow(value);
    }

    /** A value on one line. */
    String flow(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<String> entries = new ArrayList<>();
                map.forEach((key, one) -> entries.add(scalar(String.valueOf(key)) + ": " + flow(one)));
                yield "{" + String.join(", ", entries) + "}";
            }
            case List<?> list ->
                "[" + String.join(", ", list.stream().map(this::flow).toList()) + "]";
            case null -> "null";
            case Object one -> scalar(one);
        };
    }

    /** JSON on lines of its own, the first one where the text stands. */
    String pretty(@Nullable Object value, String indent) {
        String inner = indent + " ".repeat(step);
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, one) -> entries.add(inner + scalar(String.valueOf(key)) + ": " + pretty(one, inner)));
            return "{" + newline + String.join("," + newline, entries) + newline + indent + "}";
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            List<String> items =
                    list.stream().map(one -> inner + pretty(one, inner)).toList();
            return "[" + newline + String.join("," + newline, items) + newline + indent + "]";
        }
        return flow(value);
    }

    String scalar(Object value) {
        return json || !(value instanceof String text) || !isPlain(text)
                ? Json.mapper().writeValueAsString(value)
                : text;
    }

    /** Whether a text may stand without quotes: read back, it is itself, in block and in flow style. */
    private static boolean isPlain(String text) {
        if (!text.matches("[A-Za-z0-9_./][A-Za-z0-9_./@+ -]*(:[A-Za-z0-9_./@+-]+)*") || text.endsWith(" ")) {
            return false;
        }
        List<TreeDocument> read =
                YamlTree.parse(("a: " + text + "\nb: [" + text + "]").getBytes(StandardCharsets.UTF_8));
        return read.size() == 1
                && read.getFirst().root() instanceof SourceMap map
                && text.equals(map.get("a"))
                && List.of(text).equals(map.list("b"));
    }
}
