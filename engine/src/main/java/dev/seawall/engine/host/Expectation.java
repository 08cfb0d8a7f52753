package dev.seawall.engine.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a value should be, as check files write it: alternatives divided by {@code |}, each a word in any case, or
 * {@code >=N}, {@code <=N}, {@code >N}, {@code <N}, {@code !=word}, {@code *} (anything at all).
 */
record Expectation(String text) {
    boolean accepts(String value) {
        String found = value.strip();
        return alternatives().stream().anyMatch(each -> accepts(each, found));
    }

    private List<String> alternatives() {
        return Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    }

    private static boolean accepts(String expected, String value) {
        if (expected.equals("*")) {
            return !value.isEmpty();
        }
        if (expected.startsWith("!=")) {
            return !value.equalsIgnoreCase(expected.substring(2));
        }
        if (expected.startsWith(">") || expected.startsWith("<")) {
            return compares(expected, value);
        }
        return value.toLowerCase(Locale.ROOT).equals(expected.toLowerCase(Locale.ROOT));
    }

    private static boolean compares(String expected, String value) {
        boolean orEqual = expected.startsWith("=", 1);
        try {
            int order = Long.compare(Long.parseLong(value), Long.parseLong(expected.substring(orEqual ? 2 : 1)));
            boolean wanted = expected.charAt(0) == '>' ? order > 0 : order < 0;
            return wanted || (orEqual && order == 0);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
