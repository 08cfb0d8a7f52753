package dev.seawall.engine.version;

import java.util.List;

/**
 * A range as people write it: {@code >= 1.0, < 2.0 || > 3.0}. A comma is "and", {@code ||} is "or", a bare version
 * means equal, quotes are dropped, {@code ~} and {@code ^} are as in npm, {@code ~>} as in
 * RubyGems, {@code ~=} as in Python, and the empty range holds every version.
 */
public record VersionRange(List<List<Bound>> alternatives) {
    /** Copies the bounds. */
    public VersionRange {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** How a version must stand to the version of a bound. */
    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        BELOW,
        AT_MOST,
        ABOVE,
        AT_LEAST;

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case BELOW -> order < 0;
                case AT_MOST -> order <= 0;
                case ABOVE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    /** One condition on a version. */
    public record Bound(Operator operator, String version) {}

    /**
     * Reads a range; never refuses one, as a version that does not parse is met by the scheme when asked.
     *
     * @return the range; empty text gives one that holds every version
     */
    public static VersionRange parse(String text) {
        return new VersionRangeReader(text).read();
    }

    /**
     * Whether a version lies in the range.
     *
     * @throws BadVersionException where the answer hangs on a version that does not parse
     */
    public boolean contains(String version, VersionScheme scheme) throws BadVersionException {
        if (alternatives.isEmpty()) {
            return true;
        }
        BadVersionException bad = null;
        for (List<Bound> bounds : alternatives) {
            try {
                if (all(bounds, version, scheme)) {
                    return true;
                }
            } catch (BadVersionException thrown) {
                bad = thrown;
            }
        }
        if (bad != null) {
            throw bad;
        }
        return false;
    }

    private static boolean all(List<Bound> bounds, String version, VersionScheme scheme) throws BadVersionException {
        for (Bound bound : bounds) {
            if (!bound.operator().holds(scheme.compare(version, bound.version()))) {
                return false;
            }
        }
        return true;
    }
}
