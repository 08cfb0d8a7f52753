package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LuaRocks' order: numbers and words, where each known word stands for a number far from others; revision last. */
final class LuaRocksVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        List<String> l = parts(left);
        List<String> r = parts(right);
        for (int i = 0; i < Math.max(l.size() - 1, r.size() - 1); i++) {
            int order = orderParts(i < l.size() - 1 ? l.get(i) : "0", i < r.size() - 1 ? r.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        return Ascii.compareNumbers(l.getLast(), r.getLast());
    }

    /** Numbers and words, and at last the revision. */
    private static List<String> parts(String version) throws BadVersionException {
        String text = version.strip().toLowerCase(Locale.ROOT);
        int dash = text.lastIndexOf('-');
        boolean revised = dash > 0 && Ascii.isNumber(text.substring(dash + 1));
        String main = revised ? text.substring(0, dash) : text;
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < main.length()) {
            int end = Math.max(Ascii.digitsEnd(main, at), Ascii.lettersEnd(main, at));
            if (end > at && !(at == 0 && main.startsWith("v"))) {
                parts.add(main.substring(at, end));
            }
            at = Math.max(end, at + (end > at ? 0 : 1));
        }
        if (parts.isEmpty()) {
            throw new BadVersionException(version);
        }
        parts.add(revised ? text.substring(dash + 1) : "0");
        return parts;
    }

    private static int orderParts(String left, String right) {
        if (Ascii.isDigit(left.charAt(0)) && Ascii.isDigit(right.charAt(0))) {
            return Ascii.compareNumbers(left, right);
        }
        int byRank = Integer.compare(rank(left), rank(right));
        return byRank != 0 ? byRank : left.compareTo(right);
    }

    private static int rank(String part) {
        return switch (part) {
            case "alpha" -> -4;
            case "beta" -> -3;
            case "pre" -> -2;
            case "rc" -> -1;
            case "cvs" -> 3;
            case "scm" -> 4;
            case "dev" -> 5;
            default -> rankOfPlain(part);
        };
    }

    private static int rankOfPlain(String part) {
        if (!Ascii.isDigit(part.charAt(0))) {
            return 1;
        }
        return part.chars().allMatch(c -> c == '0') ? 0 : 2;
    }
}
