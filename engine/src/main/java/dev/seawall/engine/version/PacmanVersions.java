package dev.seawall.engine.version;

/**
 * Arch Linux's order, as vercmp(8) says: like rpm's, but a missing release matches any, and letters that go on where the
 * other version ends make it older ({@code 1.0rc} before {@code 1.0}).
 */
final class PacmanVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        int leftColon = RpmVersions.epochEnd(left);
        int rightColon = RpmVersions.epochEnd(right);
        int byEpoch = Ascii.compareNumbers(left, 0, Math.max(leftColon, 0), right, 0, Math.max(rightColon, 0));
        if (byEpoch != 0) {
            return byEpoch;
        }
        int leftDash = RpmVersions.releaseAt(left);
        int rightDash = RpmVersions.releaseAt(right);
        int order = order(left, leftColon + 1, leftDash, right, rightColon + 1, rightDash);
        if (order != 0 || leftDash == left.length() || rightDash == right.length()) {
            return order;
        }
        return order(left, leftDash + 1, left.length(), right, rightDash + 1, right.length());
    }

    private static int order(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int l = leftFrom;
        int r = rightFrom;
        while (l < leftTo && r < rightTo) {
            int leftStart = skipSeparators(left, l, leftTo);
            int rightStart = skipSeparators(right, r, rightTo);
            if (leftStart == leftTo || rightStart == rightTo) {
                l = leftStart;
                r = rightStart;
                break;
            }
            if (leftStart - l != rightStart - r) {
                return Integer.compare(leftStart - l, rightStart - r);
            }
            boolean number = Ascii.isDigit(left.charAt(leftStart));
            l = segmentEnd(left, leftStart, leftTo, number);
            r = segmentEnd(right, rightStart, rightTo, number);
            int order = orderSegments(left, leftStart, l, right, rightStart, r, number);
            if (order != 0) {
                return order;
            }
        }
        return orderRests(left, l, leftTo, right, r, rightTo);
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

    private static int orderRests(String left, int l, int leftTo, String right, int r, int rightTo) {
        boolean leftEnds = l >= leftTo;
        boolean rightEnds = r >= rightTo;
        if (leftEnds && rightEnds) {
            return 0;
        }
        boolean rightIsOlder = leftEnds && Ascii.isLetter(right.charAt(r));
        boolean leftIsNewer = !leftEnds && !Ascii.isLetter(left.charAt(l));
        return rightIsOlder || leftIsNewer ? 1 : -1;
    }

    private static int segmentEnd(String text, int from, int to, boolean number) {
        return Math.min(number ? Ascii.digitsEnd(text, from) : Ascii.lettersEnd(text, from), to);
    }

    private static int skipSeparators(String text, int from, int to) {
        int at = from;
        while (at < to && !Ascii.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
