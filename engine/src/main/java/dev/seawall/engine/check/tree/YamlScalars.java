package dev.seawall.engine.check.tree;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What plain YAML scalars mean to Kubernetes and Docker: their parsers follow YAML 1.1 for booleans and octals. */
final class YamlScalars {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[1-9][0-9_]*|0)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private YamlScalars() {}

    static @Nullable Object resolve(String text) {
        if (text.isEmpty() || text.equals("~")) {
            return null;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            return number(text);
        }
        return switch (text) {
            case "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
            default -> text;
        };
    }

    private static Object number(String text) {
        if (text.length() > 40) {
            return text;
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(text);
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> text;
        };
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        String bare = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            long value = magnitude(bare);
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            return bare.matches("[0-9]+") ? (Object) Double.parseDouble(digits) : text;
        }
    }

    private static long magnitude(String bare) {
        if (bare.startsWith("0x")) {
            return Long.parseLong(bare.substring(2), 16);
        }
        if (bare.startsWith("0b")) {
            return Long.parseLong(bare.substring(2), 2);
        }
        if (bare.startsWith("0o")) {
            return Long.parseLong(bare.substring(2), 8);
        }
        return bare.length() > 1 && bare.startsWith("0") ? Long.parseLong(bare, 8) : Long.parseLong(bare);
    }
}
