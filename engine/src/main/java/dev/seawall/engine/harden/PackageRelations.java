package dev.seawall.engine.harden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which package depends on which, from dpkg's status or apk's installed file.
 *
 * @param dependencies names by package, virtual ones resolved; the first installed alternative
 * @param essential packages that the distribution marks as essential: for administration, not for a service
 */
record PackageRelations(Map<String, Set<String>> dependencies, Set<String> essential) {
    static final String DPKG = "var/lib/dpkg/status";
    static final List<String> APK = List.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

    /** Nothing known: every package stands alone. */
    static final PackageRelations NONE = new PackageRelations(Map.of(), Set.of());

    /** One stanza of a database, with the fields that matter. */
    private record Stanza(String name, List<List<String>> needs, Set<String> provides, boolean essential) {}

    /** Reads dpkg's stanzas. */
    static PackageRelations ofDpkg(String status) {
        List<Stanza> stanzas = new ArrayList<>();
        for (String stanza : status.split("\n\n+", -1)) {
            Map<String, String> fields = fields(stanza.replaceAll("\n[ \t]+", " "), ": ?");
            String needs = fields.getOrDefault("Depends", "") + "," + fields.getOrDefault("Pre-Depends", "");
            stanzas.add(new Stanza(
                    fields.getOrDefault("Package", ""),
                    alternatives(needs, ",", "\\|"),
                    names(fields.getOrDefault("Provides", ""), ","),
                    "yes".equals(fields.get("Essential"))));
        }
        return resolve(stanzas);
    }

    /** Reads apk's stanzas. */
    static PackageRelations ofApk(String installed) {
        List<Stanza> stanzas = new ArrayList<>();
        for (String stanza : installed.split("\n\n+", -1)) {
            Map<String, String> fields = fields(stanza, ":");
            stanzas.add(new Stanza(
                    fields.getOrDefault("P", ""),
                    alternatives(fields.getOrDefault("D", ""), " ", "\u0000"),
                    names(fields.getOrDefault("p", ""), " "),
                    false));
        }
        return resolve(stanzas);
    }

    private static Map<String, String> fields(String stanza, String colon) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : stanza.split("\n", -1)) {
            String[] parts = line.split(colon, 2);
            if (parts.length == 2) {
                fields.putIfAbsent(parts[0], parts[1].strip());
            }
        }
        return fields;
    }

    private static List<List<String>> alternatives(String text, String separator, String or) {
        List<List<String>> all = new ArrayList<>();
        for (String need : text.split(separator, -1)) {
            List<String> names = new ArrayList<>();
            for (String name : need.split(or, -1)) {
                names.add(bare(name));
            }
            all.add(names);
        }
        return all;
    }

    private static Set<String> names(String text, String separator) {
        Set<String> names = new TreeSet<>();
        for (String name : text.split(separator, -1)) {
            names.add(bare(name));
        }
        return names;
    }

    /** A name without version, architecture and operators. */
    private static String bare(String name) {
        return name.strip()
                .replaceFirst("[\\s(<>=~].*$", "")
                .replaceFirst(":(any|native|all|amd64|arm64|armel|armhf|i386|ppc64el|riscv64|s390x)$", "");
    }

    private static PackageRelations resolve(List<Stanza> stanzas) {
        Map<String, String> providers = new TreeMap<>();
        stanzas.forEach(stanza -> stanza.provides.forEach(name -> providers.putIfAbsent(name, stanza.name)));
        stanzas.forEach(stanza -> providers.put(stanza.name, stanza.name));
        Map<String, Set<String>> dependencies = new TreeMap<>();
        Set<String> essential = new TreeSet<>();
        for (Stanza stanza : stanzas) {
            Set<String> own = dependencies.computeIfAbsent(stanza.name, any -> new TreeSet<>());
            for (List<String> alternatives : stanza.needs) {
                alternatives.stream()
                        .filter(name -> !name.isEmpty() && providers.containsKey(name))
                        .findFirst()
                        .ifPresent(name -> own.add(providers.getOrDefault(name, name)));
            }
            if (stanza.essential) {
                essential.add(stanza.name);
            }
        }
        return new PackageRelations(dependencies, essential);
    }
}
