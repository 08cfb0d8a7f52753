package dev.seawall.engine.version;

import dev.seawall.engine.version.VersionRange.Bound;
import dev.seawall.engine.version.VersionRange.Operator;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a {@link VersionRange} in one pass. */
final class VersionRangeReader {
    private final String text;
    private int at;

    VersionRangeReader(String text) {
        this.text = text;
    }

    VersionRange read() {
        List<List<Bound>> alternatives = new ArrayList<>();
        List<Bound> bounds = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '|') {
                at++;
                close(bounds, alternatives);
                bounds = new ArrayList<>();
            } else if (c == ',' || isPadding(c)) {
                at++;
            } else {
                readBound(bounds);
            }
        }
        close(bounds, alternatives);
        return new VersionRange(alternatives);
    }

    private static void close(List<Bound> bounds, List<List<Bound>> alternatives) {
        if (!bounds.isEmpty()) {
            alternatives.add(bounds);
        }
    }

    private void readBound(List<Bound> bounds) {
        String operator = readOperator();
        String version = readVersion();
        switch (operator) {
            case "", "=", "==", "===" -> add(bounds, Operator.EQUAL, version);
            case "!=", "<>" -> add(bounds, Operator.NOT_EQUAL, version);
            case "<" -> add(bounds, Operator.BELOW, version);
            case "<=", "=<" -> add(bounds, Operator.AT_MOST, version);
            case ">" -> add(bounds, Operator.ABOVE, version);
            case ">=", "=>" -> add(bounds, Operator.AT_LEAST, version);
            case "~>", "~=" -> addSpan(bounds, version, pessimisticEnd(version));
            case "^" -> addSpan(bounds, version, caretEnd(version));
            default -> addSpan(bounds, version, tildeEnd(version));
        }
    }

    private static void add(List<Bound> bounds, Operator operator, String version) {
        if (!version.isEmpty() && !version.equals("*")) {
            bounds.add(new Bound(operator, version));
        }
    }

    private static void addSpan(List<Bound> bounds, String from, String to) {
        add(bounds, Operator.AT_LEAST, from);
        add(bounds, Operator.BELOW, to);
    }

    private String readOperator() {
        int start = at;
        while (at < text.length() && "=<>!~^".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String operator = text.substring(start, at);
        while (at < text.length() && isPadding(text.charAt(at))) {
            at++;
        }
        return operator;
    }

    private String readVersion() {
        int start = at;
        while (at < text.length() && !endsVersion(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean endsVersion(char c) {
        return c == ',' || c == '|' || isPadding(c);
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '(' || c == ')' || c == '[' || c == ']';
    }

    /** The first version after those that share the leftmost number that is not zero. */
    private static String caretEnd(String version) {
        List<String> numbers = numbers(version);
        int keep = 0;
        while (keep < numbers.size() - 1 && isZero(numbers.get(keep))) {
            keep++;
        }
        return next(numbers, keep);
    }

    /** The first version after those that share the first two numbers, or the only one. */
    private static String tildeEnd(String version) {
        List<String> numbers = numbers(version);
        return next(numbers, Math.min(1, numbers.size() - 1));
    }

    /** The first version after those that share all numbers but the last. */
    private static String pessimisticEnd(String version) {
        List<String> numbers = numbers(version);
        return next(numbers, Math.max(numbers.size() - 2, 0));
    }

    private static boolean isZero(String number) {
        return number.chars().allMatch(c -> c == '0');
    }

    private static String next(List<String> numbers, int last) {
        if (last < 0 || numbers.isEmpty()) {
            return "";
        }
        List<String> raised = new ArrayList<>(numbers.subList(0, last + 1));
        raised.set(
                last,
                new java.math.BigInteger(raised.get(last))
                        .add(java.math.BigInteger.ONE)
                        .toString());
        return String.join(".", raised);
    }

    private static List<String> numbers(String version) {
        List<String> numbers = new ArrayList<>();
        int i = version.startsWith("v") ? 1 : 0;
        while (i < version.length() && Ascii.isDigit(version.charAt(i)) && numbers.size() < 3) {
            int end = i;
            while (end < version.length() && Ascii.isDigit(version.charAt(end))) {
                end++;
            }
            numbers.add(version.substring(i, end));
            i = end < version.length() && version.charAt(end) == '.' ? end + 1 : version.length();
        }
        return numbers;
    }
}
