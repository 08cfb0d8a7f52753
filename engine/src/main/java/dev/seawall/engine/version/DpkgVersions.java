package dev.seawall.engine.version;

/**
 * Debian's order, as deb-version(7) says: epoch, upstream version, revision; each of the latter two read as runs of
 * text and numbers, where {@code ~} comes before the end and letters before other signs. An absent epoch or revision is
 * zero. Compares in place, without copies.
 */
final class DpkgVersions implements VersionScheme {
    private static final int END = 0;

    @Override
    public int compare(String left, String right) throws BadVersionException {
        int l = check(left);
        int r = check(right);
        int byEpoch = Ascii.compareNumbers(left, 0, Math.max(l, 0), right, 0, Math.max(r, 0));
        if (byEpoch != 0) {
            return byEpoch;
        }
        int leftDash = revisionAt(left, l);
        int rightDash = revisionAt(right, r);
        int byUpstream = order(left, l + 1, leftDash, right, r + 1, rightDash);
        return byUpstream != 0
                ? byUpstream
                : order(
                        left,
                        Math.min(leftDash + 1, left.length()),
                        left.length(),
                        right,
                        Math.min(rightDash + 1, right.length()),
                        right.length());
    }

    /** The place of the colon that ends the epoch, -1 where there is none. */
    private static int check(String version) throws BadVersionException {
        int colon = -1;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (!Ascii.isLetterOrDigit(c) && ".+-~:_^".indexOf(c) < 0) {
                throw new BadVersionException(version);
            }
        }
        if (version.isEmpty()
                || colon == 0
                || colon == version.length() - 1
                || (colon > 0 && Ascii.digitsEnd(version, 0) != colon)) {
            throw new BadVersionException(version);
        }
        return colon;
    }

    private static int revisionAt(String version, int colon) {
        int dash = version.lastIndexOf('-');
        return dash > colon ? dash : version.length();
    }

    /** Orders two pieces, alternating between text and numbers. */
    static int order(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int l = leftFrom;
        int r = rightFrom;
        while (l < leftTo || r < rightTo) {
            while (isText(left, l, leftTo) || isText(right, r, rightTo)) {
                int order = weight(left, l, leftTo) - weight(right, r, rightTo);
                if (order != 0) {
                    return order;
                }
                l++;
                r++;
            }
            int leftEnd = Math.min(Ascii.digitsEnd(left, Math.min(l, leftTo)), leftTo);
            int rightEnd = Math.min(Ascii.digitsEnd(right, Math.min(r, rightTo)), rightTo);
            int order = Ascii.compareNumbers(left, Math.min(l, leftTo), leftEnd, right, Math.min(r, rightTo), rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd;
            r = rightEnd;
        }
        return 0;
    }

    private static boolean isText(String text, int at, int to) {
        return at < to && !Ascii.isDigit(text.charAt(at));
    }

    private static int weight(String text, int at, int to) {
        if (at >= to) {
            return END;
        }
        char c = text.charAt(at);
        if (Ascii.isDigit(c)) {
            return END;
        }
        if (c == '~') {
            return -1;
        }
        return Ascii.isLetter(c) ? c : c + 256;
    }
}
