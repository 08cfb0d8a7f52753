package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;

/** Perl's order: {@code v1.2.3} is a list of numbers, {@code 1.002003} a decimal whose digits count in threes. */
final class CpanVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        List<String> l = numbers(left);
        List<String> r = numbers(right);
        for (int i = 0; i < Math.max(l.size(), r.size()); i++) {
            int order = Ascii.compareNumbers(i < l.size() ? l.get(i) : "0", i < r.size() ? r.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<String> numbers(String version) throws BadVersionException {
        String text = version.strip().replace("_", "");
        boolean dotted = text.startsWith("v") || text.indexOf('.') != text.lastIndexOf('.');
        List<String> parts = List.of((text.startsWith("v") ? text.substring(1) : text).split("\\.", -1));
        for (String part : parts) {
            if (!Ascii.isNumber(part)) {
                throw new BadVersionException(version);
            }
        }
        return dotted || parts.size() == 1 ? parts : threes(parts.get(0), parts.get(1));
    }

    private static List<String> threes(String whole, String fraction) {
        List<String> numbers = new ArrayList<>(List.of(whole));
        for (int i = 0; i < fraction.length(); i += 3) {
            String group = fraction.substring(i, Math.min(i + 3, fraction.length()));
            numbers.add(group + "0".repeat(3 - group.length()));
        }
        return numbers;
    }
}
