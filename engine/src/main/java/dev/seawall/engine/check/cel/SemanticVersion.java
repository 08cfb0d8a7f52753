package dev.seawall.engine.check.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version after semver.org 2.0; build metadata has no order. */
record SemanticVersion(long major, long minor, long patch, String before) implements Comparable<SemanticVersion> {
    private static final Pattern STRICT = Pattern.compile(
            "(0|[1-9]\\d{0,17})\\.(0|[1-9]\\d{0,17})\\.(0|[1-9]\\d{0,17})(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern LOOSE = Pattern.compile(
            "v?(\\d{1,18})(?:\\.(\\d{1,18}))?(?:\\.(\\d{1,18}))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    /** The version, or null where the text is none; loose takes a leading v and missing parts. */
    static @Nullable SemanticVersion parse(String text, boolean loose) {
        Matcher m = (loose ? LOOSE : STRICT).matcher(text);
        return m.matches()
                ? new SemanticVersion(
                        number(m.group(1)),
                        number(m.group(2)),
                        number(m.group(3)),
                        m.group(4) == null ? "" : m.group(4))
                : null;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        return order != 0 ? order : compareBefore(before, other.before);
    }

    private static int compareBefore(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        String[] x = a.split("\\.");
        String[] y = b.split("\\.");
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            int order = compareIdentifier(x[i], y[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(x.length, y.length);
    }

    private static int compareIdentifier(String a, String b) {
        boolean numeric = a.matches("\\d{1,18}");
        if (numeric && b.matches("\\d{1,18}")) {
            return Long.compare(Long.parseLong(a), Long.parseLong(b));
        }
        return numeric != b.matches("\\d{1,18}") ? (numeric ? -1 : 1) : a.compareTo(b);
    }
}
