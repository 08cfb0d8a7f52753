package dev.seawall.engine.ecosystem;

/**
 * Where advisories about a package are filed.
 *
 * @param ecosystem as OSV names it, with the release where it has one: {@code Debian:12}, {@code Alpine:v3.19}, {@code npm}
 * @param name the package as that ecosystem's advisories spell it; the source package for distributions
 * @param version the version to compare with the advisory's ranges; the source's for distributions
 */
public record AdvisoryKey(String ecosystem, String name, String version) {}
