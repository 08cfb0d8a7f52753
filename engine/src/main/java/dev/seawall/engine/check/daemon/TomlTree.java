package dev.seawall.engine.check.daemon;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** TOML as source maps. */
final class TomlTree {
    private static final int LARGEST_BYTES = 2_000_000;
    private static final int DEEPEST = 100;

    private TomlTree() {}

    static SourceMap parse(byte[] content) throws IOException {
        if (content.length > LARGEST_BYTES) {
            throw new IOException("larger than 2 MB of TOML");
        }
        try {
            TomlParseResult result = Toml.parse(new String(content, StandardCharsets.UTF_8));
            if (result.hasErrors()) {
                var error = result.errors().getFirst();
                throw new IOException("line " + error.position().line() + ": " + error.getMessage());
            }
            return table(result, 0);
        } catch (StackOverflowError e) {
            throw new IOException("TOML nested too deeply", e);
        }
    }

    private static SourceMap table(TomlTable table, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("TOML nested too deeply");
        }
        SourceMap.Builder builder = new SourceMap.Builder();
        List<String> keys = table.keySet().stream().sorted().toList();
        for (String key : keys) {
            builder.put(key, value(table.get(List.of(key)), depth + 1), mark(table.inputPositionOf(List.of(key))));
        }
        return builder.build();
    }

    private static Mark mark(@Nullable TomlPosition place) {
        return place == null ? Mark.line(1) : Mark.line(place.line());
    }

    private static @Nullable Object value(@Nullable Object value, int depth) throws IOException {
        return switch (value) {
            case null -> null;
            case TomlTable table -> table(table, depth);
            case TomlArray array -> list(array, depth);
            case Long number -> number;
            case Double number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private static SourceList list(TomlArray array, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("TOML nested too deeply");
        }
        SourceList.Builder builder = new SourceList.Builder();
        for (int i = 0; i < array.size(); i++) {
            builder.add(value(array.get(i), depth + 1), mark(array.inputPositionOf(i)));
        }
        return builder.build();
    }
}
