package dev.seawall.engine.ecosystem;

/**
 * Where advisories about a package are filed.
 *
 * @param ecosystem as OSV names it, with the release where it has one: {@code Debian:12}, {@code Alpine:v3.19}, {@code npm}
 * @param name the package as that ecosystem's advisories spell it; the source package for distributions
 * @param version the version to compare with the advisory's ranges; the source's for distributions
 * @param fallback to be asked only where there is no data at all for the ecosystems of the keys that are not fallbacks:
 *     Red Hat for one of its rebuilds, {@code Alpine:edge} for a branch nobody has data for
 */
public record AdvisoryKey(String ecosystem, String name, String version, boolean fallback) {
    /** A key that is always asked. */
    public AdvisoryKey(String ecosystem, String name, String version) {
        this(ecosystem, name, version, false);
    }
}
