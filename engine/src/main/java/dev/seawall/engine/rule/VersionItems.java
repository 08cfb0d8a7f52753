package dev.seawall.engine.rule;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The items that say which engine and plug-ins a file needs. */
final class VersionItems {
    /** The version of Falco's rule engine whose language this is. */
    private static final int MAJOR = 0;

    private static final int MINOR = 64;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern VERSION =
            Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})(?:[-+][0-9A-Za-z.+-]*)?");

    private VersionItems() {}

    static void engine(Item item) throws BadRuleException {
        String text = item.required("required_engine_version");
        String full = NUMBER.matcher(text).matches() ? "0." + text + ".0" : text;
        Matcher version = VERSION.matcher(full);
        if (!version.matches()) {
            throw item.failure("Unable to parse engine version '" + text
                    + "' as a semver string. Expected \"x.y.z\" semver format.");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        boolean fits = major == MAJOR && (minor < MINOR || (minor == MINOR && Integer.parseInt(version.group(3)) == 0));
        if (!fits) {
            throw item.failure(
                    "Rules require engine version " + full + ", but engine version is " + MAJOR + "." + MINOR + ".0");
        }
    }

    static void plugins(Item item) throws BadRuleException {
        for (Node each : item.nodes("required_plugin_versions")) {
            Item plugin = item.item(each, "Plugin version must be a mapping");
            Set<String> names = new HashSet<>();
            plugin(plugin, names);
            if (plugin.has("alternatives")) {
                for (Node other : plugin.nodes("alternatives")) {
                    plugin(item.item(other, "Plugin version alternative must be a mapping"), names);
                }
            }
        }
    }

    private static void plugin(Item item, Set<String> names) throws BadRuleException {
        String name = item.required("name");
        String version = item.required("version");
        if (!VERSION.matcher(version).matches()) {
            throw item.failure("Invalid required version '" + version + "' for plugin '" + name + "'");
        }
        if (!names.add(name)) {
            throw item.failure("Defined multiple alternative version requirements for plugin '" + name + "'");
        }
    }
}
