package dev.seawall.engine.version;

/**
 * Versions that are lists of numbers, where the longer of two that begin alike is newer: Haskell's Package Versioning
 * Policy and, with dashes as dots, CRAN.
 */
final class NumberListVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        check(left);
        check(right);
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int leftEnd = Ascii.digitsEnd(left, l);
            int rightEnd = Ascii.digitsEnd(right, r);
            int order = Ascii.compareNumbers(left, l, leftEnd, right, r, rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
        return Boolean.compare(l < left.length(), r < right.length());
    }

    private static void check(String version) throws BadVersionException {
        boolean afterDigit = false;
        for (int i = 0; i < version.length(); i++) {
            boolean digit = Ascii.isDigit(version.charAt(i));
            boolean separator = version.charAt(i) == '.' || version.charAt(i) == '-';
            if (!digit && !(separator && afterDigit)) {
                throw new BadVersionException(version);
            }
            afterDigit = digit;
        }
        if (!afterDigit) {
            throw new BadVersionException(version);
        }
    }
}
