package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one distribution is named in purls and by advisories; one entry of {@code os/distributions.yaml}.
 *
 * @param ids its os-release id first, then what other tools call it
 * @param type purl type of its packages
 * @param namespace purl namespace
 * @param distro pattern of the purl qualifier of that name
 * @param names source, binary or both: what its advisories call a package
 * @param advisories patterns of OSV ecosystems
 * @param fallbacks the same, for when nobody has data on {@code advisories}
 */
record Distribution(
        List<String> ids,
        String type,
        String namespace,
        String distro,
        String names,
        List<String> advisories,
        List<String> fallbacks) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?.*");
    /** The packages with namespace and distro as the purls of this distribution have them. */
    List<Package> name(List<Package> packages, Os os) {
        List<String> distros = expand(List.of(distro), os);
        String value = distros.isEmpty() ? "" : distros.getFirst();
        return packages.stream()
                .map(p -> p.withNamespace(namespace).withQualifier("distro", value))
                .toList();
    }

    /** Where its advisories about a package are filed, best first. */
    List<AdvisoryKey> keys(Package pkg, Os os) {
        List<AdvisoryKey> keys = new ArrayList<>();
        add(keys, pkg, branches(pkg, os), false);
        add(keys, pkg, expand(fallbacks, os), true);
        return List.copyOf(keys);
    }

    /** The ecosystems asked first: those of the branch its package repositories name, where they name one. */
    private List<String> branches(Package pkg, Os os) {
        List<String> own = expand(advisories, os);
        String branch = os.codename();
        if (ids.getFirst().equals("alpine") && (branch != null || os.version().contains("_alpha"))) {
            return List.of("Alpine:" + (branch == null ? "edge" : branch));
        }
        if (ids.getFirst().equals("ubuntu") && pkg.version().contains("+esm")) {
            List<String> all = new ArrayList<>(expand(List.of("Ubuntu:Pro:{version}:LTS"), os));
            all.addAll(own);
            return all;
        }
        return own;
    }

    private void add(List<AdvisoryKey> keys, Package pkg, List<String> ecosystems, boolean fallback) {
        Set<String> known = new LinkedHashSet<>();
        keys.forEach(k -> known.add(k.ecosystem()));
        for (String ecosystem : ecosystems) {
            if (!known.contains(ecosystem)) {
                names(pkg).forEach(n -> keys.add(new AdvisoryKey(ecosystem, n.name(), n.version(), fallback)));
            }
        }
    }

    private List<SourcePackage> names(Package pkg) {
        SourcePackage binary = new SourcePackage(pkg.name(), pkg.version());
        SourcePackage source = pkg.source() == null ? binary : pkg.source();
        return switch (names) {
            case "source" -> List.of(source);
            case "binary" -> List.of(binary);
            default -> source.name().equals(binary.name()) ? List.of(binary) : List.of(binary, source);
        };
    }

    /** The patterns with the release filled in; those that need a part it does not have are left out. */
    static List<String> expand(List<String> patterns, Os os) {
        Map<String, String> parts = parts(os);
        List<String> out = new ArrayList<>();
        for (String pattern : patterns) {
            boolean known = PLACEHOLDER.matcher(pattern).results().allMatch(m -> parts.containsKey(m.group(1)));
            if (known) {
                out.add(PLACEHOLDER
                        .matcher(pattern)
                        .replaceAll(m -> Matcher.quoteReplacement(parts.getOrDefault(m.group(1), ""))));
            }
        }
        return out;
    }

    private static Map<String, String> parts(Os os) {
        String version = version(os);
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return version.isEmpty() ? Map.of("id", os.id()) : Map.of("id", os.id(), "version", version);
        }
        String major = numbers.group(1);
        String second = numbers.group(2) == null ? "" : numbers.group(2);
        String minor = second.isEmpty() ? major : major + "." + second;
        String servicePack = second.isEmpty() || second.equals("0") ? major : major + " SP" + second;
        return Map.of("id", os.id(), "version", version, "major", major, "minor", minor, "sp", servicePack);
    }

    private static String version(Os os) {
        String codename = os.codename();
        if (codename == null || !os.version().isEmpty() || !os.id().equals("debian")) {
            return os.version();
        }
        return DebianReleases.number(codename.equals("sid") ? "forky" : codename)
                .orElse("");
    }
}
