package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The systemd units of a host: which exist, which start at boot, which are masked; and what older inits start. */
final class Units {
    private static final List<String> FOLDERS = List.of(
            "etc/systemd/system",
            "run/systemd/system",
            "usr/local/lib/systemd/system",
            "usr/lib/systemd/system",
            "lib/systemd/system");

    private final HostText text;
    private final SortedMap<String, String> enabled = new TreeMap<>();

    private Units(HostText text) {
        this.text = text;
    }

    static Units read(HostText text) {
        Units units = new Units(text);
        for (String folder : FOLDERS) {
            for (String kind : List.of("wants", "requires", "upholds")) {
                text.glob(folder + "/*." + kind + "/*").forEach(units::enable);
            }
        }
        Stream.of("2", "3", "5")
                .flatMap(level -> text.glob("etc/rc" + level + ".d/S*").stream())
                .forEach(units::enableScript);
        text.glob("etc/runlevels/*/*").forEach(path -> units.enabled.putIfAbsent(name(path) + ".service", path));
        return units;
    }

    private void enable(String path) {
        enabled.putIfAbsent(name(path), path);
    }

    private void enableScript(String path) {
        enabled.putIfAbsent(name(path).replaceFirst("^S\\d+", "") + ".service", path);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path of a unit's file; empty where there is none or it is masked. */
    Optional<String> file(String unit) {
        if (isMasked(unit)) {
            return Optional.empty();
        }
        String template = unit.replaceFirst("@.*\\.", "@.");
        return FOLDERS.stream()
                .flatMap(folder -> Stream.of(folder + "/" + unit, folder + "/" + template))
                .filter(text::exists)
                .findFirst();
    }

    /** A link to {@code /dev/null}, or an empty file. */
    boolean isMasked(String unit) {
        return FOLDERS.subList(0, 2).stream()
                .map(folder -> text.files().entry(folder + "/" + unit))
                .flatMap(Optional::stream)
                .anyMatch(entry -> "/dev/null".equals(entry.linkTarget())
                        || (entry.kind() == FileEntry.Kind.FILE && entry.sizeBytes() == 0));
    }

    /** Whether a unit starts at boot, by itself or through its socket, timer or path unit. */
    boolean startsAtBoot(String unit) {
        String stem = unit.replaceFirst("\\.service$", "");
        return Stream.of(unit, stem + ".socket", stem + ".timer", stem + ".path")
                .anyMatch(each -> enabled.containsKey(each) && !isMasked(each) && runs(each));
    }

    /** A link left behind by a removed package starts nothing. */
    private boolean runs(String unit) {
        String path = enabled.getOrDefault(unit, "");
        return text.exists(path) || file(unit).isPresent();
    }

    /** Every unit that starts at boot, and the link that says so. */
    SortedMap<String, String> enabled() {
        SortedMap<String, String> all = new TreeMap<>();
        enabled.forEach((unit, path) -> {
            if (!isMasked(unit) && runs(unit)) {
                all.put(unit, path);
            }
        });
        return all;
    }

    /** A unit's settings with its drop-ins; empty where there is no such unit. */
    IniFile settings(String unit) {
        List<String> paths = new ArrayList<>();
        file(unit).ifPresent(paths::add);
        for (String folder : FOLDERS.reversed()) {
            paths.addAll(text.glob(folder + "/" + unit + ".d/*.conf"));
        }
        return IniFile.read(text, paths);
    }
}
