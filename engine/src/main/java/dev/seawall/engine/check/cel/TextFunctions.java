package dev.seawall.engine.check.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Text: standard CEL, the strings extension, and Kubernetes' find and findAll. */
final class TextFunctions {
    private static final int MOST_PATTERNS = 1_000;
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private TextFunctions() {}

    static @Nullable Function find(String name) {
        return switch (name) {
            case "contains" -> a -> test(name, a, String::contains);
            case "startsWith" -> a -> test(name, a, String::startsWith);
            case "endsWith" -> a -> test(name, a, String::endsWith);
            case "matches" ->
                a -> test(name, a, (text, pattern) -> pattern(pattern)
                        .matcher(text)
                        .find());
            case "lowerAscii" -> a -> text(a) ? ((String) cast(a[0])).toLowerCase(Locale.ROOT) : bad(name, a);
            case "upperAscii" -> a -> text(a) ? ((String) cast(a[0])).toUpperCase(Locale.ROOT) : bad(name, a);
            case "trim" -> a -> text(a) ? ((String) cast(a[0])).strip() : bad(name, a);
            case "charAt" -> TextFunctions::charAt;
            case "replace" -> TextFunctions::replace;
            case "split" -> TextFunctions::split;
            case "substring" -> TextFunctions::substring;
            case "strings.quote" ->
                a -> "\"" + Values.text(a[0]).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case "format" -> TextFunctions::format;
            case "find" -> TextFunctions::findFirst;
            case "findAll" -> TextFunctions::findAll;
            default -> null;
        };
    }

    private static Object cast(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static boolean text(@Nullable Object[] a) {
        return a[0] instanceof String;
    }

    private static Object bad(String name, @Nullable Object[] a) {
        return CelError.noOverload(name, a);
    }

    private static Object test(String name, @Nullable Object[] a, BiPredicate<String, String> test) {
        if (!(a[0] instanceof String text && a[1] instanceof String other)) {
            return bad(name, a);
        }
        try {
            return test.test(text, other);
        } catch (PatternSyntaxException e) {
            return new CelError("not a regular expression: " + other);
        }
    }

    private static Pattern pattern(String text) {
        Pattern known = PATTERNS.get(text);
        if (known != null) {
            return known;
        }
        Pattern compiled = Pattern.compile(text);
        if (PATTERNS.size() < MOST_PATTERNS) {
            PATTERNS.put(text, compiled);
        }
        return compiled;
    }

    private static Object charAt(@Nullable Object[] a) {
        if (a[0] instanceof String text && a[1] instanceof Long at && at >= 0 && at <= text.length()) {
            return at == text.length() ? "" : text.substring(at.intValue(), at.intValue() + 1);
        }
        return bad("charAt", a);
    }

    private static Object replace(@Nullable Object[] a) {
        if (!(a[0] instanceof String text && a[1] instanceof String from && a[2] instanceof String to)) {
            return bad("replace", a);
        }
        if (a.length == 3) {
            return text.replace(from, to);
        }
        String result = text;
        long count = a[3] instanceof Long limit ? limit : 0;
        int at = 0;
        for (long i = 0; i != count; i++) {
            int found = result.indexOf(from, at);
            if (found < 0) {
                break;
            }
            result = result.substring(0, found) + to + result.substring(found + from.length());
            at = found + to.length() + (from.isEmpty() ? 1 : 0);
        }
        return result;
    }

    private static Object split(@Nullable Object[] a) {
        if (!(a[0] instanceof String text && a[1] instanceof String by)) {
            return bad("split", a);
        }
        long limit = a.length > 2 && a[2] instanceof Long given ? given : -1;
        if (limit == 0) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        int at = 0;
        int next = by.isEmpty() ? -1 : text.indexOf(by);
        while (next >= 0 && (limit < 0 || parts.size() + 1 < limit)) {
            parts.add(text.substring(at, next));
            at = next + by.length();
            next = text.indexOf(by, at);
        }
        if (by.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
        } else {
            parts.add(text.substring(at));
        }
        return parts;
    }

    private static Object substring(@Nullable Object[] a) {
        if (a[0] instanceof String text && a[1] instanceof Long from) {
            long to = a.length > 2 && a[2] instanceof Long given ? given : text.length();
            return from >= 0 && from <= to && to <= text.length()
                    ? text.substring(from.intValue(), (int) to)
                    : new CelError("substring out of bounds");
        }
        return bad("substring", a);
    }

    /** {@code 'a %s b %d'.format([x, y])}. */
    private static Object format(@Nullable Object[] a) {
        if (!(a[0] instanceof String text && a[1] instanceof List<?> values)) {
            return bad("format", a);
        }
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' || i + 1 == text.length()) {
                out.append(c);
            } else if (text.charAt(++i) == '%') {
                out.append('%');
            } else {
                out.append(next < values.size() ? Values.text(values.get(next)) : "");
                next++;
            }
        }
        return out.toString();
    }

    private static Object findFirst(@Nullable Object[] a) {
        if (!(a[0] instanceof String text && a[1] instanceof String regex)) {
            return bad("find", a);
        }
        Matcher matcher = pattern(regex).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static Object findAll(@Nullable Object[] a) {
        if (!(a[0] instanceof String text && a[1] instanceof String regex)) {
            return bad("findAll", a);
        }
        long limit = a.length > 2 && a[2] instanceof Long given ? given : -1;
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern(regex).matcher(text);
        while (matcher.find() && (limit < 0 || found.size() < limit)) {
            found.add(matcher.group());
        }
        return found;
    }
}
