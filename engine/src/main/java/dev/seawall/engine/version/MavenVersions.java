package dev.seawall.engine.version;

import java.util.List;

/**
 * Maven's order, as the POM reference's "version order specification" says: tokens between dots, dashes and changes from
 * digits to letters, where known qualifiers come in their own order around the plain version and other words after it.
 * The Java release that a file was built for ({@code 12.10.2.jre11}) does not count; the {@code jre6} and {@code jre7}
 * of old drivers do, as those were made from other sources.
 */
final class MavenVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        if (isPlain(left) && isPlain(right)) {
            return orderPlain(left, right);
        }
        List<MavenToken> l = MavenToken.read(left);
        List<MavenToken> r = MavenToken.read(right);
        for (int i = 0; i < Math.max(l.size(), r.size()); i++) {
            int order = orderAt(l, r, i);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int orderAt(List<MavenToken> left, List<MavenToken> right, int i) {
        if (i >= left.size()) {
            return -right.get(i).overNothing();
        }
        return i >= right.size() ? left.get(i).overNothing() : left.get(i).compareTo(right.get(i));
    }

    /** Digits between single dots, as most versions are. */
    private static boolean isPlain(String version) {
        boolean digit = false;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (!Ascii.isDigit(c) && !(c == '.' && digit)) {
                return false;
            }
            digit = c != '.';
        }
        return digit;
    }

    private static int orderPlain(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() || r < right.length()) {
            int leftEnd = Ascii.digitsEnd(left, Math.min(l, left.length()));
            int rightEnd = Ascii.digitsEnd(right, Math.min(r, right.length()));
            int order = Ascii.compareNumbers(
                    left, Math.min(l, left.length()), leftEnd, right, Math.min(r, right.length()), rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
        return 0;
    }
}
