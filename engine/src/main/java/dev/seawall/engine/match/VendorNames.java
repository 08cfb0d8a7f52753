package dev.seawall.engine.match;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the sources of ratings and advisories are called, by ecosystem. */
final class VendorNames {
    private static final Map<String, String> DISTRIBUTIONS = Map.ofEntries(
            Map.entry("debian", "debian"),
            Map.entry("ubuntu", "ubuntu"),
            Map.entry("alpine", "alpine"),
            Map.entry("red hat", "redhat"),
            Map.entry("photon os", "photon"),
            Map.entry("suse", "suse-cvrf"),
            Map.entry("opensuse", "suse-cvrf"),
            Map.entry("amazon linux", "amazon"),
            Map.entry("amazon", "amazon"),
            Map.entry("oracle linux", "oracle-oval"),
            Map.entry("oracle", "oracle-oval"),
            Map.entry("rocky linux", "rocky"),
            Map.entry("almalinux", "alma"),
            Map.entry("azure linux", "azure"),
            Map.entry("cbl-mariner", "cbl-mariner"),
            Map.entry("wolfi", "wolfi"),
            Map.entry("chainguard", "chainguard"),
            Map.entry("minimos", "minimos"),
            Map.entry("bitnami", "bitnami"));
    private static final Map<String, String> ADVISORY_IDS = Map.of(
            "debian", "D[SL]A-.*",
            "ubuntu", "USN-.*",
            "redhat", "RH[SBE]A-.*",
            "suse-cvrf", "(open)?SUSE-.*",
            "amazon", "ALAS.*",
            "oracle-oval", "ELSA-.*",
            "rocky", "RLSA-.*",
            "alma", "ALSA-.*");
    /** Distributions that publish fixes but no ratings of their own. */
    private static final List<String> UNRATED = List.of("alpine", "wolfi", "chainguard", "minimos");

    private VendorNames() {}

    /** Who rates the packages of an ecosystem: the distribution itself, else GitHub's advisory database. */
    static String rater(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        String base = (colon < 0 ? ecosystem : ecosystem.substring(0, colon)).toLowerCase(Locale.ROOT);
        return DISTRIBUTIONS.getOrDefault(base, "ghsa");
    }

    static boolean ratesItself(String rater) {
        return !UNRATED.contains(rater);
    }

    /** The vendor's own advisories for this package: the one named for it, else those of its kind that are related. */
    static List<String> advisories(Statement statement) {
        String stated = statement.affected().advisory();
        if (!stated.isEmpty()) {
            return Problem.isCve(stated) ? List.of() : List.of(stated);
        }
        String shape = ADVISORY_IDS.get(rater(statement.affected().ecosystem()));
        return shape == null
                ? List.of()
                : statement.advisory().related().stream()
                        .filter(id -> id.matches(shape))
                        .toList();
    }
}
