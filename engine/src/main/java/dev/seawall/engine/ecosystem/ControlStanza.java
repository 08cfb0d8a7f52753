package dev.seawall.engine.ecosystem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One paragraph of a Debian control file.
 *
 * @param line its first line, from 1
 * @param fields first line of each value by name in lower case; where a name repeats, its first value
 */
record ControlStanza(int line, Map<String, String> fields) {
    /** The value of a field, empty where it has none. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The paragraphs of a file; lines that are neither fields nor continuations are skipped. */
    static List<ControlStanza> parse(byte[] content) {
        List<ControlStanza> stanzas = new ArrayList<>();
        TreeMap<String, String> fields = new TreeMap<>();
        int number = 0;
        int start = 0;
        for (String line : (Iterable<String>) new String(content, StandardCharsets.UTF_8).lines()::iterator) {
            number++;
            if (line.isBlank()) {
                add(stanzas, start, fields);
                fields = new TreeMap<>();
            } else {
                start = fields.isEmpty() ? number : start;
                readField(line, fields);
            }
        }
        add(stanzas, start, fields);
        return stanzas;
    }

    private static void add(List<ControlStanza> stanzas, int start, Map<String, String> fields) {
        if (!fields.isEmpty()) {
            stanzas.add(new ControlStanza(start, fields));
        }
    }

    private static void readField(String line, Map<String, String> fields) {
        int colon = line.indexOf(':');
        boolean continued = Character.isWhitespace(line.charAt(0)) || line.charAt(0) == '#';
        if (colon > 0 && !continued) {
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            fields.putIfAbsent(name, line.substring(colon + 1).strip());
        }
    }
}
