package dev.seawall.engine.version;

import dev.seawall.engine.version.VersionEvent.Kind;
import java.util.List;

/**
 * Which versions of one package an advisory speaks of: those in any of the ranges and those listed, as an {@code
 * affected} entry of OSV has them.
 *
 * @param ranges of versions; ranges of commits are left out by the caller
 * @param versions listed one by one
 */
public record AffectedVersions(List<AffectedRange> ranges, List<String> versions) {
    /** Copies both lists. */
    public AffectedVersions {
        ranges = List.copyOf(ranges);
        versions = List.copyOf(versions);
    }

    /**
     * Whether a version is affected and, if so, which version is fixed first. A listed version is affected even where
     * it does not parse; else a version, or an event, that does not parse gives {@link Affected.Unknown} unless another
     * range is certain.
     */
    public Affected judge(String version, VersionScheme scheme) {
        if (versions.contains(version)) {
            return new Affected.Yes(firstFix(version, scheme));
        }
        String unknown = "";
        for (AffectedRange range : ranges) {
            try {
                if (range.contains(version, scheme)) {
                    return new Affected.Yes(firstFix(version, scheme));
                }
            } catch (BadVersionException bad) {
                unknown = reason(bad);
            }
        }
        return listed(version, scheme, unknown);
    }

    private static String reason(BadVersionException bad) {
        return bad.getMessage() == null ? "a version does not parse" : bad.getMessage();
    }

    /** Listed under another spelling of the same version, such as 1.0 for 1.0.0. */
    private Affected listed(String version, VersionScheme scheme, String unknown) {
        String reason = unknown;
        for (String each : versions) {
            try {
                if (scheme.compare(version, each) == 0) {
                    return new Affected.Yes(firstFix(version, scheme));
                }
            } catch (BadVersionException bad) {
                reason = reason(bad);
            }
        }
        return reason.isEmpty() ? new Affected.No() : new Affected.Unknown(reason);
    }

    /** The lowest fix after the version that is not itself affected by another range. */
    private String firstFix(String version, VersionScheme scheme) {
        String best = "";
        for (AffectedRange range : ranges) {
            for (VersionEvent event : range.events()) {
                if (event.kind() == Kind.FIXED && fixes(event.version(), version, best, scheme)) {
                    best = event.version();
                }
            }
        }
        return best;
    }

    private boolean fixes(String fix, String version, String best, VersionScheme scheme) {
        try {
            return scheme.compare(version, fix) < 0
                    && (best.isEmpty() || scheme.compare(fix, best) < 0)
                    && !anyContains(fix, scheme);
        } catch (BadVersionException bad) {
            return false;
        }
    }

    /** Whether another range surely holds a version; one that does not parse says nothing about it. */
    private boolean anyContains(String version, VersionScheme scheme) {
        for (AffectedRange range : ranges) {
            try {
                if (range.contains(version, scheme)) {
                    return true;
                }
            } catch (BadVersionException bad) {
                continue;
            }
        }
        return false;
    }
}
