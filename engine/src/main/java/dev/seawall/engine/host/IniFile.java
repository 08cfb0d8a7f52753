package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings in sections, as systemd and its kin write them; later files and lines win. See systemd.syntax(7). */
record IniFile(List<Setting> settings) {
    /** One assignment. */
    record Setting(String section, String key, String value, Line line) {}

    IniFile {
        settings = List.copyOf(settings);
    }

    /** Several files as one, in order. */
    static IniFile read(HostText text, List<String> paths) {
        List<Setting> settings = new ArrayList<>();
        for (String path : paths) {
            String section = "";
            for (Line line : text.joinedLines(path)) {
                String content = line.text();
                int equals = content.indexOf('=');
                if (content.startsWith("[") && content.endsWith("]")) {
                    section = content.substring(1, content.length() - 1);
                } else if (equals > 0 && !content.startsWith(";")) {
                    String key = content.substring(0, equals).strip();
                    settings.add(new Setting(
                            section, key, content.substring(equals + 1).strip(), line));
                }
            }
        }
        return new IniFile(settings);
    }

    /** A file of systemd with its drop-ins: {@code systemd/journald.conf} below etc, run, usr/lib. */
    static IniFile withDropIns(HostText text, String name) {
        List<String> paths = new ArrayList<>();
        List<String> roots = List.of("etc/", "run/", "usr/local/lib/", "usr/lib/", "lib/");
        roots.stream().map(root -> root + name).filter(text::exists).findFirst().ifPresent(paths::add);
        java.util.Map<String, String> dropIns = new java.util.TreeMap<>();
        for (String root : roots.reversed()) {
            text.glob(root + name + ".d/*.conf")
                    .forEach(path -> dropIns.put(path.substring(path.lastIndexOf('/') + 1), path));
        }
        paths.addAll(dropIns.values());
        return read(text, paths);
    }

    /** The last value of a key, in any section where none is named. */
    Optional<Setting> find(String section, String key) {
        return settings.stream()
                .filter(each -> section.isEmpty() || each.section().equalsIgnoreCase(section))
                .filter(each -> each.key().equalsIgnoreCase(key))
                .reduce((before, after) -> after);
    }
}
