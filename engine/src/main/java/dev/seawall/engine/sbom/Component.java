package dev.seawall.engine.sbom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One entry of a bill of material while it is read, whatever the format. */
final class Component {
    private static final int MAX_PROPERTIES = 1_000;

    String type = "";
    String ref = "";
    String name = "";
    String version = "";
    String purl = "";
    final List<String> licenses = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();

    /** Notes a property under the last part of its name; the first of a name wins. */
    void property(String key, String value) {
        String bare = key.startsWith("aquasecurity:trivy:") || key.startsWith("seawall:")
                ? key.substring(key.lastIndexOf(':') + 1)
                : key;
        if (properties.size() < MAX_PROPERTIES && !value.isEmpty()) {
            properties.putIfAbsent(bare, value);
        }
    }

    /** The first of these properties that has a value, else empty. */
    String first(String... keys) {
        for (String key : keys) {
            String value = properties.get(key);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    void license(String text) {
        if (!text.isBlank() && !text.equals("NOASSERTION") && !text.equals("NONE") && !licenses.contains(text)) {
            licenses.add(text);
        }
    }

    boolean isOperatingSystem() {
        return type.equals("operating-system") || type.equals("OPERATING-SYSTEM") || type.equals("operatingSystem");
    }
}
