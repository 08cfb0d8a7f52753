package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * RubyGems' order: runs of digits and letters, letters before numbers, zeros before the first letters and at the end do
 * not count, and a dash reads as {@code .pre.}. The platform that file names carry is dropped.
 */
final class GemVersions implements VersionScheme {
    private static final Set<String> PLATFORMS = Set.of(
            "x86",
            "x64",
            "x86_64",
            "i386",
            "i486",
            "i586",
            "i686",
            "amd64",
            "arm",
            "arm64",
            "armv5",
            "armv6",
            "armv7",
            "armv8",
            "aarch64",
            "universal",
            "powerpc",
            "ppc",
            "ppc64",
            "ppc64le",
            "powerpc64",
            "powerpc64le",
            "s390",
            "s390x",
            "sparc",
            "riscv64",
            "loongarch64",
            "mips",
            "mips64",
            "java",
            "jruby",
            "dalvik",
            "dotnet",
            "mswin",
            "mswin32",
            "mswin64",
            "mingw",
            "mingw32",
            "mingw64",
            "cygwin",
            "darwin",
            "linux",
            "freebsd",
            "openbsd",
            "netbsd",
            "solaris",
            "aix",
            "macruby",
            "ruby",
            "truffleruby",
            "musl",
            "wasm32");

    @Override
    public int compare(String left, String right) throws BadVersionException {
        List<String> l = canonical(segments(left));
        List<String> r = canonical(segments(right));
        for (int i = 0; i < Math.max(l.size(), r.size()); i++) {
            int order = orderSegments(i < l.size() ? l.get(i) : "0", i < r.size() ? r.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int orderSegments(String left, String right) {
        boolean leftNumber = Ascii.isDigit(left.charAt(0));
        boolean rightNumber = Ascii.isDigit(right.charAt(0));
        if (leftNumber != rightNumber) {
            return leftNumber ? 1 : -1;
        }
        return leftNumber ? Ascii.compareNumbers(left, right) : left.compareTo(right);
    }

    private static List<String> segments(String version) throws BadVersionException {
        String text = withoutPlatform(version.strip());
        List<String> segments = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.max(Ascii.digitsEnd(text, at), Ascii.lettersEnd(text, at));
            if (end > at) {
                segments.add(text.substring(at, end));
            } else if (text.charAt(at) == '-') {
                segments.add("pre");
            } else if (" \t,|<>=~!*".indexOf(text.charAt(at)) >= 0) {
                throw new BadVersionException(version);
            }
            at = Math.max(end, at + (end > at ? 0 : 1));
        }
        if (segments.isEmpty()) {
            throw new BadVersionException(version);
        }
        return segments;
    }

    private static String withoutPlatform(String text) {
        for (int dash = text.indexOf('-'); dash > 0; dash = text.indexOf('-', dash + 1)) {
            int end = text.indexOf('-', dash + 1);
            if (PLATFORMS.contains(text.substring(dash + 1, end < 0 ? text.length() : end))) {
                return text.substring(0, dash);
            }
        }
        return text;
    }

    private static List<String> canonical(List<String> segments) {
        int letters = 0;
        while (letters < segments.size() && Ascii.isDigit(segments.get(letters).charAt(0))) {
            letters++;
        }
        List<String> canonical = new ArrayList<>(trimmed(segments.subList(0, letters)));
        canonical.addAll(trimmed(segments.subList(letters, segments.size())));
        return canonical;
    }

    private static List<String> trimmed(List<String> segments) {
        int end = segments.size();
        while (end > 0 && isZero(segments.get(end - 1))) {
            end--;
        }
        return segments.subList(0, end);
    }

    private static boolean isZero(String segment) {
        return segment.chars().allMatch(c -> c == '0');
    }
}
