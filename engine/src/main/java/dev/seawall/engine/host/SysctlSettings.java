package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kernel settings that a boot applies, from every place systemd-sysctl and procps read: a file in a folder of
 * higher rank hides those of the same name, files apply in the order of their names, the last value of a key wins, and
 * {@code /etc/sysctl.conf} comes last. See sysctl.d(5).
 */
final class SysctlSettings {
    private static final List<String> FOLDERS =
            List.of("etc/sysctl.d", "run/sysctl.d", "usr/local/lib/sysctl.d", "usr/lib/sysctl.d", "lib/sysctl.d");

    private final Map<String, Setting> exact = new LinkedHashMap<>();
    private final List<Setting> globs = new ArrayList<>();

    /** One assignment; the key with dots, as {@code sysctl -a} prints it. */
    record Setting(String key, String value, Line line) {}

    static SysctlSettings read(HostText text) {
        SysctlSettings settings = new SysctlSettings();
        Map<String, String> files = new TreeMap<>();
        for (String folder : FOLDERS.reversed()) {
            for (String name : text.files().list(folder)) {
                if (name.endsWith(".conf")) {
                    files.put(name, folder + "/" + name);
                }
            }
        }
        files.values().forEach(path -> text.lines(path).forEach(settings::accept));
        text.lines("etc/sysctl.conf").forEach(settings::accept);
        return settings;
    }

    private void accept(Line line) {
        String text = line.text().startsWith("-") ? line.text().substring(1).strip() : line.text();
        int equals = text.indexOf('=');
        if (equals <= 0 || text.startsWith(";")) {
            return;
        }
        String key = dotted(text.substring(0, equals).strip());
        Setting setting = new Setting(key, text.substring(equals + 1).strip(), line);
        if (key.contains("*")) {
            globs.add(setting);
        } else {
            exact.put(key, setting);
        }
    }

    /** Where a slash comes before the first dot, slashes separate and dots are part of a name. */
    private static String dotted(String key) {
        int slash = key.indexOf('/');
        int dot = key.indexOf('.');
        if (slash < 0 || (dot >= 0 && dot < slash)) {
            return key;
        }
        return key.replace('.', '\u0001').replace('/', '.').replace('\u0001', '/');
    }

    /** The value a key gets at boot: its own assignment, else the last pattern that covers it. */
    Optional<Setting> find(String key) {
        Setting own = exact.get(key);
        return own != null
                ? Optional.of(own)
                : globs.reversed().stream()
                        .filter(each -> Pattern.matches(segments(each.key()), key))
                        .findFirst();
    }

    private static String segments(String glob) {
        return HostText.regex(glob).replace(".*", "[^.]*");
    }

    /** Every key assigned by name. */
    List<Setting> all() {
        return List.copyOf(exact.values());
    }
}
