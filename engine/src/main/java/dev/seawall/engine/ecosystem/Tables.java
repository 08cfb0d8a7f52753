package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** TOML documents, read without throwing anything but {@link IOException}. */
final class Tables {
    /** The parser recurses, so deep nesting is refused before it starts. */
    private static final Pattern DEEP = Pattern.compile("(?:[\\[{]\\s*){200}|(?:[^\\s.]{1,80}\\.){200}");

    private Tables() {}

    static TomlTable parse(PackageText file) throws IOException {
        Matcher deep = DEEP.matcher(file.text());
        if (deep.find()) {
            throw new MalformedFileException("TOML is nested too deeply");
        }
        TomlParseResult result;
        try {
            result = Toml.parse(file.text());
        } catch (RuntimeException | StackOverflowError e) {
            throw new MalformedFileException("malformed TOML", e);
        }
        if (result.hasErrors()) {
            throw new MalformedFileException(
                    "malformed TOML: " + result.errors().getFirst().getMessage());
        }
        return result;
    }

    /** A text value under a key, empty where there is none. */
    static String text(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        return value instanceof String text ? text : "";
    }

    static @Nullable TomlTable table(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        return value instanceof TomlTable inner ? inner : null;
    }

    static @Nullable TomlArray array(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        return value instanceof TomlArray inner ? inner : null;
    }

    static int line(TomlTable table, String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? 0 : position.line();
    }
}
