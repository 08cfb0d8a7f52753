package dev.seawall.engine.advisory;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of ecosystems and packages in the one spelling that lookups use, so that {@code Ubuntu:18.04:LTS} and
 * {@code Ubuntu:18.04}, or {@code Newtonsoft.Json} and {@code newtonsoft.json}, meet.
 */
final class EcosystemName {
    private static final Pattern PEP_503 = Pattern.compile("[-_.]+");
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("almalinux", "alma"),
            Map.entry("amazon linux", "amazon"),
            Map.entry("arch linux", "arch"),
            Map.entry("azure linux", "azure"),
            Map.entry("cbl-mariner", "azure"),
            Map.entry("mariner", "azure"),
            Map.entry("conancenter", "conan"),
            Map.entry("github-actions", "github actions"),
            Map.entry("oracle linux", "oracle"),
            Map.entry("photon os", "photon"),
            Map.entry("redhat", "red hat"),
            Map.entry("rocky linux", "rocky"));

    private EcosystemName() {}

    /** The spelling of an ecosystem that lookups use. */
    static String canonical(String ecosystem) {
        String lower = ecosystem.strip().toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        String base = colon < 0 ? lower : lower.substring(0, colon);
        String same = SAME.getOrDefault(base, base);
        return colon < 0 ? same : same + ":" + release(same, lower.substring(colon + 1));
    }

    private static String release(String base, String release) {
        return switch (base) {
            case "ubuntu" -> release.endsWith(":lts") ? release.substring(0, release.length() - 4) : release;
            case "alpine" -> release.startsWith("v") ? release : release.matches("\\d.*") ? "v" + release : release;
            default -> release;
        };
    }

    /** The ecosystem without its release: {@code Debian} of {@code Debian:12}. */
    static String base(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    }

    /** The spelling of a package name that lookups use. */
    static String canonicalPackage(String canonicalEcosystem, String name) {
        return switch (canonicalEcosystem) {
            case "pypi" -> PEP_503.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
            case "nuget", "packagist", "github actions", "hex" -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }
}
