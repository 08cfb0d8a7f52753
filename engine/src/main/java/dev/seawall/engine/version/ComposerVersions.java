package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;

/**
 * Packagist's order, which is that of PHP's {@code version_compare}: numbers and words, where dev, alpha, beta, RC come
 * before the end and {@code pl} after it, and unknown words before all of them. Words are known in small letters only, but for RC.
 */
final class ComposerVersions implements VersionScheme {
    private static final int NUMBER = 4;

    @Override
    public int compare(String left, String right) throws BadVersionException {
        List<String> l = parts(left);
        List<String> r = parts(right);
        int shared = Math.min(l.size(), r.size());
        for (int i = 0; i < shared; i++) {
            int order = orderParts(l.get(i), r.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (l.size() == r.size()) {
            return 0;
        }
        return l.size() > r.size() ? overNothing(l.get(shared)) : -overNothing(r.get(shared));
    }

    private static int orderParts(String left, String right) {
        boolean bothNumbers = Ascii.isDigit(left.charAt(0)) && Ascii.isDigit(right.charAt(0));
        return bothNumbers ? Ascii.compareNumbers(left, right) : Integer.compare(weight(left), weight(right));
    }

    private static int overNothing(String part) {
        return Ascii.isDigit(part.charAt(0)) ? 1 : Integer.compare(weight(part), NUMBER);
    }

    private static int weight(String part) {
        return switch (part.charAt(0)) {
            case 'd' -> part.startsWith("dev") ? 0 : -1;
            case 'a' -> 1;
            case 'b' -> 2;
            case 'r', 'R' -> part.startsWith("rc") || part.startsWith("RC") ? 3 : -1;
            case 'p' -> 5;
            default -> Ascii.isDigit(part.charAt(0)) ? NUMBER : -1;
        };
    }

    /** Runs of digits and of other letters or digits; everything else separates. A leading {@code v} is dropped. */
    private static List<String> parts(String version) throws BadVersionException {
        String text = version.strip();
        List<String> parts = new ArrayList<>();
        int at = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
        while (at < text.length()) {
            int end = Math.max(Ascii.digitsEnd(text, at), Ascii.lettersEnd(text, at));
            if (end > at) {
                parts.add(text.substring(at, end));
            }
            at = end > at ? end : at + 1;
        }
        if (parts.isEmpty()) {
            throw new BadVersionException(version);
        }
        return parts;
    }
}
