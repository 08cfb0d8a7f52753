package dev.seawall.engine.version;

/**
 * Alpine's order: numbers, one letter, suffixes such as {@code _alpha1} or {@code _p2}, a commit hash that does not
 * count, and {@code -r} with the build. What does not follow the grammar is before everything that does, from there on.
 */
final class ApkVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        ApkToken l = new ApkToken(left);
        ApkToken r = new ApkToken(right);
        while (l.kind == r.kind && l.kind != ApkToken.END && l.kind != ApkToken.INVALID) {
            int order = l.compareValue(r);
            if (order != 0) {
                return order;
            }
            l.next();
            r.next();
        }
        return l.kind == r.kind ? 0 : orderKinds(l, r);
    }

    /** One version goes on where the other has something else: the longer is newer unless it is a pre-release. */
    private static int orderKinds(ApkToken left, ApkToken right) {
        if (left.kind == ApkToken.INVALID || right.kind == ApkToken.INVALID) {
            return left.kind == ApkToken.INVALID ? -1 : 1;
        }
        if (left.isPreRelease() || right.isPreRelease()) {
            return left.isPreRelease() ? -1 : 1;
        }
        return Integer.compare(right.kind, left.kind);
    }
}
