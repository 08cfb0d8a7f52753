package dev.seawall.engine.version;

/**
 * One point on a line of versions at which an advisory's answer changes, as OSV writes it.
 *
 * @param version as the advisory spells it; {@code "0"} of an introduced event is before every version, {@code "*"} of
 *     a limit is after every version
 */
public record VersionEvent(Kind kind, String version) {
    /** What happens at this version. */
    public enum Kind {
        /** The first affected version. */
        INTRODUCED,
        /** The first version that is no longer affected. */
        FIXED,
        /** The last affected version; the next one is not. */
        LAST_AFFECTED,
        /** Versions from here on are not spoken of by this range. */
        LIMIT
    }

    /** The first affected version is this one. */
    public static VersionEvent introduced(String version) {
        return new VersionEvent(Kind.INTRODUCED, version);
    }

    /** The first version that is no longer affected is this one. */
    public static VersionEvent fixed(String version) {
        return new VersionEvent(Kind.FIXED, version);
    }

    /** The last affected version is this one. */
    public static VersionEvent lastAffected(String version) {
        return new VersionEvent(Kind.LAST_AFFECTED, version);
    }

    /** The range ends before this version, whatever its other events say. */
    public static VersionEvent limit(String version) {
        return new VersionEvent(Kind.LIMIT, version);
    }

    boolean isStart() {
        return kind == Kind.INTRODUCED && version.equals("0");
    }
}
