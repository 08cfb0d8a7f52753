package dev.seawall.engine.ecosystem.maven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The main section of META-INF/MANIFEST.MF, and what it lets one guess of Maven coordinates. */
final class JarManifest {
    private static final List<String> ARTIFACT_KEYS = List.of(
            "Name", "Implementation-Title", "Specification-Title", "Bundle-Name", "Short-Name", "Extension-Name");
    private static final List<String> GROUP_KEYS = List.of(
            "Group-Id",
            "Bundle-SymbolicName",
            "Extension-Name",
            "Specification-Vendor",
            "Implementation-Vendor",
            "Implementation-Vendor-Id",
            "Implementation-Title",
            "Bundle-Activator",
            "Automatic-Module-Name",
            "Main-Class",
            "Package");
    private static final List<String> VERSION_KEYS =
            List.of("Implementation-Version", "Specification-Version", "Plugin-Version", "Bundle-Version");
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");
    private static final Pattern SPACED = Pattern.compile("\\s|^[$%]|^$");

    static final JarManifest EMPTY = new JarManifest(Map.of());

    private final Map<String, String> fields;

    private JarManifest(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads as much as is well-formed; the JDK's own reader first, plain lines where it refuses. */
    static JarManifest parse(byte[] content) {
        TreeMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            new Manifest(new ByteArrayInputStream(content))
                    .getMainAttributes()
                    .forEach((key, value) ->
                            fields.put(key.toString(), String.valueOf(value).strip()));
        } catch (IOException | IllegalArgumentException e) {
            plainLines(content, fields);
        }
        return new JarManifest(fields);
    }

    private static void plainLines(byte[] content, Map<String, String> fields) {
        String text = new String(content, StandardCharsets.UTF_8);
        for (String line : text.replaceAll("\\r?\\n ", "").split("\\r?\\n", 1_000)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
    }

    String field(String key) {
        return fields.getOrDefault(key, "");
    }

    /** A guess at the artifact id; empty where nothing looks like one. */
    String artifact() {
        String symbolic = symbolicName();
        if (field("Created-By").equals("Apache Maven Bundle Plugin") && !symbolic.isEmpty()) {
            return symbolic.substring(symbolic.lastIndexOf('.') + 1);
        }
        return firstWord(ARTIFACT_KEYS);
    }

    /** A guess at the group id; empty where nothing looks like one. */
    String group() {
        for (String key : GROUP_KEYS) {
            String value = field(key);
            if (key.equals("Implementation-Title")) {
                Matcher word = WORD.matcher(value);
                value = word.find() ? word.group() : "";
            }
            if (!SPACED.matcher(value).find()) {
                return value.split(";", 2)[0].toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    String version() {
        for (String key : VERSION_KEYS) {
            String value = field(key);
            if (!value.isEmpty() && !value.contains("${")) {
                return value;
            }
        }
        return "";
    }

    private String symbolicName() {
        return field("Bundle-SymbolicName").split(";", 2)[0].strip();
    }

    private String firstWord(List<String> keys) {
        for (String key : keys) {
            String value = field(key);
            if (!SPACED.matcher(value).find()) {
                return value;
            }
        }
        return "";
    }
}
