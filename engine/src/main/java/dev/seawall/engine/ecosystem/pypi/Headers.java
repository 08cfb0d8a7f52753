package dev.seawall.engine.ecosystem.pypi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header of a METADATA or PKG-INFO file: {@code Key: value} lines up to the first empty one. */
final class Headers {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private Headers() {}

    static Headers parse(String text) {
        Headers headers = new Headers();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() && !headers.values.isEmpty()) {
                break;
            }
            headers.add(line, number);
        }
        return headers;
    }

    private void add(String line, int number) {
        int colon = line.indexOf(':');
        if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
            String key = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            values.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
            lines.putIfAbsent(key, number);
        }
    }

    /** The first value of a key in lower case; empty where absent. */
    String first(String key) {
        return values.getOrDefault(key, List.of("")).getFirst();
    }

    /** Every value of a key in lower case. */
    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The line of a key, from 1; 0 where absent. */
    int line(String key) {
        return lines.getOrDefault(key, 0);
    }
}
