package dev.seawall.engine.check.shell;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known of the command lines of programs; the data is {@code shell/programs.yaml}. */
final class Programs {
    /**
     * One program.
     *
     * @param family the name that checks ask for
     * @param values flags, without dashes, whose value is the next word
     * @param groups words that stand before the action
     * @param words true where {@code -flag} is one flag and not four
     */
    record Program(String family, Set<String> values, Set<String> groups, boolean words) {}

    private static final Program UNKNOWN = new Program("", Set.of(), Set.of(), false);
    private static final Map<String, Program> ALL = load();

    private Programs() {}

    /** The program of this name without folders; one without family where nothing is known. */
    static Program of(String name) {
        return ALL.getOrDefault(name, UNKNOWN);
    }

    private static Map<String, Program> load() {
        Map<String, Program> all = new TreeMap<>();
        try (InputStream in = Programs.class.getResourceAsStream("/shell/programs.yaml")) {
            if (in != null && Yaml.parse(in.readAllBytes()) instanceof Map<?, ?> file) {
                file.forEach((name, entry) -> all.put(String.valueOf(name), program((Map<?, ?>) entry)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Program program(Map<?, ?> entry) {
        return new Program(
                String.valueOf(entry.get("family")),
                texts(entry.get("values")),
                texts(entry.get("groups")),
                Boolean.TRUE.equals(entry.get("words")));
    }

    private static Set<String> texts(@Nullable Object list) {
        Set<String> texts = new TreeSet<>();
        if (list instanceof List<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }
}
