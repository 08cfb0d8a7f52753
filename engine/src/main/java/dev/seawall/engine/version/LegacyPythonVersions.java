package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How setuptools ordered versions before PEP 440: parts of digits and letters, where pre-release words come first. */
final class LegacyPythonVersions {
    private static final String FINAL = "*final";
    private static final String DASH = "*final-";

    private LegacyPythonVersions() {}

    static int compare(String left, String right) {
        List<String> l = parts(left);
        List<String> r = parts(right);
        for (int i = 0; i < Math.min(l.size(), r.size()); i++) {
            int order = orderParts(l.get(i), r.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(l.size(), r.size());
    }

    /** Numbers come after words, as their digits come after the star of a word. */
    private static int orderParts(String left, String right) {
        boolean leftNumber = Ascii.isNumber(left);
        boolean rightNumber = Ascii.isNumber(right);
        return leftNumber && rightNumber ? Ascii.compareNumbers(left, right) : left.compareTo(right);
    }

    private static List<String> parts(String version) {
        String text = version.strip().toLowerCase(Locale.ROOT);
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = partEnd(text, at);
            String part = text.substring(at, end);
            if (!part.equals(".")) {
                add(parts, Ascii.isDigit(part.charAt(0)) ? part : "*" + replaced(part));
            }
            at = end;
        }
        add(parts, FINAL);
        return parts;
    }

    private static int partEnd(String text, int from) {
        int end = Math.max(Ascii.digitsEnd(text, from), Ascii.lettersEnd(text, from));
        if (end > from || text.charAt(from) == '.' || text.charAt(from) == '-') {
            return Math.max(end, from + 1);
        }
        while (end < text.length() && !Ascii.isLetterOrDigit(text.charAt(end)) && ".-".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String replaced(String part) {
        return switch (part) {
            case "pre", "preview", "rc" -> "c";
            case "-" -> "final-";
            case "dev" -> "@";
            default -> part;
        };
    }

    private static void add(List<String> parts, String part) {
        if (part.startsWith("*")) {
            while (part.compareTo(FINAL) < 0
                    && !parts.isEmpty()
                    && parts.getLast().equals(DASH)) {
                parts.removeLast();
            }
            while (!parts.isEmpty() && parts.getLast().chars().allMatch(c -> c == '0')) {
                parts.removeLast();
            }
        }
        parts.add(part);
    }
}
