package dev.seawall.engine.advisory;

import dev.seawall.engine.version.AffectedVersions;
import java.util.List;

/**
 * What an advisory says of one package in one ecosystem.
 *
 * @param ecosystem as OSV names it, with the release: {@code Debian:12}, {@code npm}
 * @param name the package as that ecosystem's advisories spell it
 * @param versions which versions are affected
 * @param severity the source's own word for this package, such as a distribution's urgency; empty where none
 * @param status the source's word on the remedy: {@code will_not_fix}, {@code end-of-life}, {@code no-dsa}, …; empty
 *     where none
 * @param patched versions the source itself calls fixed, as it writes them; often empty, then the ranges say it
 * @param architectures the only ones affected; empty where all are
 * @param advisory the vendor's own advisory for this package, such as {@code RHSA-2019:2304}; empty where none
 * @param informational why this is a notice rather than a vulnerability, such as {@code unmaintained}; empty otherwise
 */
public record AffectedPackage(
        String ecosystem,
        String name,
        AffectedVersions versions,
        String severity,
        String status,
        List<String> patched,
        List<String> architectures,
        String advisory,
        String informational) {

    public AffectedPackage {
        patched = List.copyOf(patched);
        architectures = List.copyOf(architectures);
    }
}
