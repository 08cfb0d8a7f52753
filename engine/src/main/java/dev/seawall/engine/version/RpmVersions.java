package dev.seawall.engine.version;

/**
 * Rpm's order: epoch, version, release. {@code ~} comes before the end, {@code ^} after it but before anything else,
 * numbers come after letters, all other signs only separate. A missing epoch is zero. Compares in place.
 */
final class RpmVersions implements VersionScheme {
    private final boolean loose;

    /**
     * @param loose as ranges written by people need: an epoch counts only where both versions state one, and segments
     *     that are zero count for nothing at the end
     */
    RpmVersions(boolean loose) {
        this.loose = loose;
    }

    @Override
    public int compare(String left, String right) throws BadVersionException {
        int leftColon = epochEnd(left);
        int rightColon = epochEnd(right);
        if (!loose || (leftColon >= 0 && rightColon >= 0)) {
            int order = Ascii.compareNumbers(left, 0, Math.max(leftColon, 0), right, 0, Math.max(rightColon, 0));
            if (order != 0) {
                return order;
            }
        }
        int leftDash = releaseAt(left);
        int rightDash = releaseAt(right);
        int order = pieces(left, leftColon + 1, leftDash, right, rightColon + 1, rightDash);
        return order != 0 ? order : orderReleases(left, leftDash, right, rightDash);
    }

    private int orderReleases(String left, int leftDash, String right, int rightDash) {
        boolean leftHas = leftDash < left.length();
        boolean rightHas = rightDash < right.length();
        if (!leftHas || !rightHas) {
            return Boolean.compare(leftHas, rightHas);
        }
        return pieces(left, leftDash + 1, left.length(), right, rightDash + 1, right.length());
    }

    private int pieces(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int l = loose ? withoutZeros(left, leftFrom, leftTo) : leftTo;
        int r = loose ? withoutZeros(right, rightFrom, rightTo) : rightTo;
        return order(left, leftFrom, l, right, rightFrom, r);
    }

    /** The end of a piece without the segments at its end that are a single zero; the first segment stays. */
    private static int withoutZeros(String text, int from, int to) {
        int end = to;
        while (end - 2 > from && text.charAt(end - 1) == '0' && isSeparator(text.charAt(end - 2))) {
            end -= 2;
        }
        return end;
    }

    /** The place of the colon after an epoch of digits, -1 where there is none. */
    static int epochEnd(String version) throws BadVersionException {
        if (version.isBlank()) {
            throw new BadVersionException(version);
        }
        int end = Ascii.digitsEnd(version, 0);
        return end < version.length() && version.charAt(end) == ':' ? end : -1;
    }

    static int releaseAt(String version) {
        int dash = version.lastIndexOf('-');
        return dash < 0 ? version.length() : dash;
    }

    /** Orders two pieces segment by segment. */
    static int order(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int l = skipSeparators(left, leftFrom, leftTo);
        int r = skipSeparators(right, rightFrom, rightTo);
        while (l < leftTo || r < rightTo) {
            char a = at(left, l, leftTo);
            char b = at(right, r, rightTo);
            if (a == '~' || b == '~') {
                if (a != b) {
                    return a == '~' ? -1 : 1;
                }
                l++;
                r++;
            } else if (a == '^' || b == '^') {
                if (a != b) {
                    return orderCaret(a, b);
                }
                l++;
                r++;
            } else if (l >= leftTo || r >= rightTo) {
                break;
            } else {
                boolean number = Ascii.isDigit(a);
                int leftEnd = segmentEnd(left, l, leftTo, number);
                int rightEnd = segmentEnd(right, r, rightTo, number);
                int order = orderSegments(left, l, leftEnd, right, r, rightEnd, number);
                if (order != 0) {
                    return order;
                }
                l = leftEnd;
                r = rightEnd;
            }
            l = skipSeparators(left, l, leftTo);
            r = skipSeparators(right, r, rightTo);
        }
        return Integer.compare(leftTo - l, rightTo - r) == 0 ? 0 : (l < leftTo ? 1 : -1);
    }

    /** One side has a caret: it is after the end and before everything else. */
    private static int orderCaret(char left, char right) {
        if (left == '^') {
            return right == 0 ? 1 : -1;
        }
        return left == 0 ? -1 : 1;
    }

    private static int orderSegments(
            String left, int l, int leftEnd, String right, int r, int rightEnd, boolean number) {
        if (r == rightEnd) {
            return number ? 1 : -1;
        }
        return number
                ? Ascii.compareNumbers(left, l, leftEnd, right, r, rightEnd)
                : Ascii.compareText(left, l, leftEnd, right, r, rightEnd);
    }

    private static int segmentEnd(String text, int from, int to, boolean number) {
        return Math.min(number ? Ascii.digitsEnd(text, from) : Ascii.lettersEnd(text, from), to);
    }

    private static char at(String text, int at, int to) {
        return at < to ? text.charAt(at) : 0;
    }

    private static int skipSeparators(String text, int from, int to) {
        int at = from;
        while (at < to && isSeparator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(char c) {
        return !Ascii.isLetterOrDigit(c) && c != '~' && c != '^';
    }
}
