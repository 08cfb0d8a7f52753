package dev.seawall.engine.version;

/** Bitnami's versions: semver.org's order; the revision of the packaging ({@code 2.3.1-4}) does not count. */
final class BitnamiVersions implements VersionScheme {
    private static final VersionScheme UPSTREAM = new SemverVersions(new SemverVersions.Rules(false, false, true));

    @Override
    public int compare(String left, String right) throws BadVersionException {
        return UPSTREAM.compare(withoutRevision(left.strip()), withoutRevision(right.strip()));
    }

    private static String withoutRevision(String version) {
        int dash = version.lastIndexOf('-');
        return dash > 0 && Ascii.isNumber(version.substring(dash + 1)) ? version.substring(0, dash) : version;
    }
}
