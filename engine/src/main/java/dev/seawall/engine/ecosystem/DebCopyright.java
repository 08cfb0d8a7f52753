package dev.seawall.engine.ecosystem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licences that a Debian copyright file names: its License fields, and the common licences it points at. */
final class DebCopyright {
    private static final Pattern LICENSE = Pattern.compile("(?m)^License:[ \\t]*(\\S[^\\r\\n]*)");
    private static final Pattern COMMON = Pattern.compile("/usr/share/common-licenses/([0-9A-Za-z_.+-]*[0-9A-Za-z+])");
    private static final Pattern SEPARATOR = Pattern.compile("\\s+(?:and|or)\\s+|\\s*,\\s*(?:(?:and|or)\\s+)?");

    private DebCopyright() {}

    /** Licence names in order, each once; empty where the file names none. */
    static List<String> licenses(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        Set<String> names = new TreeSet<>();
        Matcher fields = LICENSE.matcher(text);
        while (fields.find()) {
            SEPARATOR.splitAsStream(fields.group(1).strip()).map(String::strip).forEach(names::add);
        }
        Matcher common = COMMON.matcher(text);
        while (common.find()) {
            names.add(common.group(1));
        }
        names.removeIf(n -> n.isEmpty() || n.length() > 100);
        return List.copyOf(names);
    }
}
