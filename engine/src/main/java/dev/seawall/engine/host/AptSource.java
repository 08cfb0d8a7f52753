package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A place packages come from, of a one-line or deb822 list. See sources.list(5).
 *
 * @param suites such as {@code bookworm-security}
 * @param options in lower case: {@code trusted}, {@code signed-by}, …
 */
record AptSource(String uri, List<String> suites, Map<String, String> options, Line line) {
    AptSource {
        suites = List.copyOf(suites);
        options = Map.copyOf(options);
    }

    /** The enabled binary sources. */
    static List<AptSource> read(HostText text) {
        List<AptSource> all = new ArrayList<>();
        List<String> paths = new ArrayList<>(List.of("etc/apt/sources.list"));
        paths.addAll(text.glob("etc/apt/sources.list.d/*.list"));
        paths.forEach(path -> text.lines(path).forEach(line -> oneLine(line, all)));
        text.glob("etc/apt/sources.list.d/*.sources").forEach(path -> stanzas(path, text.read(path, ""), all));
        return all;
    }

    private static void oneLine(Line line, List<AptSource> all) {
        String rest = line.text().replaceFirst("\\s#.*", "");
        if (!rest.matches("deb\\s.*")) {
            return;
        }
        rest = rest.substring(3).strip();
        Map<String, String> options = new LinkedHashMap<>();
        if (rest.startsWith("[") && rest.contains("]")) {
            for (String option : rest.substring(1, rest.indexOf(']')).strip().split("\\s+")) {
                String[] pair = option.split("[+-]?=", 2);
                options.put(pair[0].toLowerCase(Locale.ROOT), pair.length < 2 ? "" : pair[1]);
            }
            rest = rest.substring(rest.indexOf(']') + 1).strip();
        }
        String[] words = rest.split("\\s+");
        if (words.length >= 2) {
            all.add(new AptSource(words[0], List.of(words[1]), options, line));
        }
    }

    private static void stanzas(String path, String text, List<AptSource> all) {
        int line = 1;
        for (String stanza : text.split("\\n[ \\t\\r]*\\n", -1)) {
            Map<String, String> fields = fields(stanza);
            boolean enabled = !fields.getOrDefault("enabled", "yes").matches("(?i)no|false|0|off|disable|without");
            if (enabled
                    && Arrays.asList(fields.getOrDefault("types", "").split("\\s+"))
                            .contains("deb")) {
                for (String uri : fields.getOrDefault("uris", "").strip().split("\\s+")) {
                    List<String> suites =
                            List.of(fields.getOrDefault("suites", "").strip().split("\\s+"));
                    all.add(new AptSource(uri, suites, fields, new Line(path, line, uri.isEmpty() ? "?" : uri)));
                }
            }
            line += (int) stanza.chars().filter(c -> c == '\n').count() + 2;
        }
    }

    private static Map<String, String> fields(String stanza) {
        Map<String, String> fields = new LinkedHashMap<>();
        String name = "";
        for (String line : (Iterable<String>) stanza.lines()::iterator) {
            int colon = line.indexOf(':');
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (line.startsWith("#")) {
                continue;
            }
            if (!continued && colon > 0) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.put(name, line.substring(colon + 1).strip());
            } else if (!name.isEmpty()) {
                fields.merge(name, line.strip(), (before, more) -> (before + " " + more).strip());
            }
        }
        return fields;
    }
}
