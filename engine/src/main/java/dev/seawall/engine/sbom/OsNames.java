package dev.seawall.engine.sbom;

import dev.seawall.engine.model.Os;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operating systems as bills of material name them, told as os-release does. */
final class OsNames {
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("redhat", "rhel"),
            Map.entry("red hat enterprise linux", "rhel"),
            Map.entry("amazon", "amzn"),
            Map.entry("oracle", "ol"),
            Map.entry("alma", "almalinux"),
            Map.entry("opensuse.leap", "opensuse-leap"),
            Map.entry("opensuse.tumbleweed", "opensuse-tumbleweed"),
            Map.entry("suse linux enterprise server", "sles"),
            Map.entry("suse linux enterprise micro", "sle-micro"),
            Map.entry("cbl-mariner", "mariner"));
    private static final Map<String, String> RELEASES = Map.ofEntries(
            Map.entry("jessie", "8"),
            Map.entry("stretch", "9"),
            Map.entry("buster", "10"),
            Map.entry("bullseye", "11"),
            Map.entry("bookworm", "12"),
            Map.entry("trixie", "13"),
            Map.entry("trusty", "14.04"),
            Map.entry("xenial", "16.04"),
            Map.entry("bionic", "18.04"),
            Map.entry("focal", "20.04"),
            Map.entry("jammy", "22.04"),
            Map.entry("noble", "24.04"));
    private static final Pattern DISTRO = Pattern.compile("(.*?)-(v?[0-9].*)");

    private OsNames() {}

    static Os of(String name, String version) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.equals("none")) {
            return Os.NONE;
        }
        return new Os(IDS.getOrDefault(lower, lower), version.strip(), null, false);
    }

    /** From the {@code distro} qualifier of a package URL: debian-12, 3.19, bookworm, opensuse-leap-15.1. */
    static Os ofDistro(String distro, String namespace) {
        Matcher parts = DISTRO.matcher(distro);
        if (parts.matches()) {
            return of(parts.group(1), parts.group(2));
        }
        String codename = distro.substring(distro.lastIndexOf('-') + 1).toLowerCase(Locale.ROOT);
        if (RELEASES.containsKey(codename)) {
            return new Os(namespace.toLowerCase(Locale.ROOT), RELEASES.get(codename), codename, false);
        }
        boolean number = !distro.isEmpty() && Character.isDigit(distro.charAt(0));
        return number ? of(namespace, distro) : of(distro, "");
    }
}
