package dev.seawall.engine.policy;

import com.google.re2j.Pattern;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Purl;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which packages a waiver covers; what is empty or null covers all.
 *
 * @param purls any of these, versions and qualifiers as far as given
 * @param name whole package name, as a regular expression
 * @param version exact
 * @param ecosystems purl types
 * @param upstream whole name of the source package, as a regular expression
 */
record PackagePattern(
        List<Purl> purls,
        @Nullable Pattern name,
        String version,
        Set<String> ecosystems,
        @Nullable Pattern upstream) {
    /** Covers every package, and findings without one. */
    static final PackagePattern ANY = new PackagePattern(List.of(), null, "", Set.of(), null);

    PackagePattern {
        purls = List.copyOf(purls);
        ecosystems = Set.copyOf(ecosystems);
    }

    boolean covers(@Nullable Package pkg) {
        if (pkg == null) {
            return equals(ANY);
        }
        return (name == null || name.matches(pkg.name()))
                && (version.isEmpty() || version.equals(pkg.version()))
                && (ecosystems.isEmpty() || ecosystems.contains(pkg.ecosystem()))
                && (upstream == null || coversSource(pkg, upstream))
                && (purls.isEmpty() || purls.stream().anyMatch(p -> PurlMatch.covers(p, pkg)));
    }

    private static boolean coversSource(Package pkg, Pattern wanted) {
        return pkg.source() != null && wanted.matches(pkg.source().name());
    }
}
