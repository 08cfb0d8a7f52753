package dev.seawall.engine.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gentoo's order, as the Package Manager Specification says: numbers (those after the first that begin with zero read as
 * fractions), a letter, suffixes, revision.
 */
final class PortageVersions implements VersionScheme {
    private static final Pattern VERSION = Pattern.compile(
            "(?:cvs\\.)?(\\d++(?:\\.\\d++)*+)([a-z]?)((?:_(?:alpha|beta|pre|rc|p)\\d*+)*+)(?:-r(\\d++))?+");

    @Override
    public int compare(String left, String right) throws BadVersionException {
        Matcher l = match(left);
        Matcher r = match(right);
        int order = orderNumbers(l.group(1).split("\\."), r.group(1).split("\\."));
        if (order == 0) {
            order = l.group(2).compareTo(r.group(2));
        }
        if (order == 0) {
            order = orderSuffixes(suffixes(l.group(3)), suffixes(r.group(3)));
        }
        return order != 0 ? order : Ascii.compareNumbers(orZero(l.group(4)), orZero(r.group(4)));
    }

    private static Matcher match(String version) throws BadVersionException {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new BadVersionException(version);
        }
        return matcher;
    }

    private static String orZero(@org.jspecify.annotations.Nullable String number) {
        return number == null ? "0" : number;
    }

    private static int orderNumbers(String[] left, String[] right) {
        int order = Ascii.compareNumbers(left[0], right[0]);
        for (int i = 1; order == 0 && i < Math.min(left.length, right.length); i++) {
            boolean fraction = left[i].startsWith("0") || right[i].startsWith("0");
            order = fraction
                    ? withoutZeros(left[i]).compareTo(withoutZeros(right[i]))
                    : Ascii.compareNumbers(left[i], right[i]);
        }
        return order != 0 ? order : Integer.compare(left.length, right.length);
    }

    private static String withoutZeros(String number) {
        int end = number.length();
        while (end > 0 && number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, end);
    }

    private static String[] suffixes(String text) {
        return text.isEmpty() ? new String[0] : text.substring(1).split("_");
    }

    private static int orderSuffixes(String[] left, String[] right) {
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(weight(left[i]), weight(right[i]));
            if (order == 0) {
                order = Ascii.compareNumbers(number(left[i]), number(right[i]));
            }
            if (order != 0) {
                return order;
            }
        }
        if (left.length == right.length) {
            return 0;
        }
        return left.length > right.length ? overNothing(left[right.length]) : -overNothing(right[left.length]);
    }

    private static int overNothing(String suffix) {
        return weight(suffix) == 4 ? 1 : -1;
    }

    private static int weight(String suffix) {
        return switch (suffix.substring(0, Ascii.lettersEnd(suffix, 0))) {
            case "alpha" -> 0;
            case "beta" -> 1;
            case "pre" -> 2;
            case "rc" -> 3;
            default -> 4;
        };
    }

    private static String number(String suffix) {
        return suffix.substring(Ascii.lettersEnd(suffix, 0));
    }
}
