package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Variables in values as Compose replaces them, from the {@code .env} file beside and the defaults in the text. What is
 * known only to the shell stays as written. Environment entries take defaults alone: a value in {@code .env} is not
 * written into the Compose file.
 */
final class Interpolation {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\$|([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?:(:?[-?+])([^{}]*))?})");
    private static final int LONGEST = 100_000;

    private final Map<String, String> variables;

    Interpolation(Map<String, String> variables) {
        this.variables = new TreeMap<>(variables);
    }

    /** The variables of an env file. */
    static Map<String, String> parse(String text) {
        Map<String, String> variables = new TreeMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
                .forEach(line -> variables.put(
                        line.substring(0, line.indexOf('='))
                                .replaceFirst("^export\\s+", "")
                                .strip(),
                        unquoted(line.substring(line.indexOf('=') + 1).strip())));
        return variables;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text.replaceFirst("\\s+#.*$", "");
    }

    SourceMap of(SourceMap map) {
        SourceMap.Builder builder = new SourceMap.Builder();
        map.forEach((key, value) -> builder.put(
                key, (key.equals("environment") ? new Interpolation(Map.of()) : this).value(value), map.mark(key)));
        return builder.build();
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case SourceMap map -> of(map);
            case SourceList list -> of(list);
            case String text when text.indexOf('$') >= 0 && text.length() <= LONGEST -> text(text);
            case null, default -> value;
        };
    }

    private SourceList of(SourceList list) {
        SourceList.Builder builder = new SourceList.Builder();
        for (int i = 0; i < list.size(); i++) {
            builder.add(value(list.get(i)), list.mark(i));
        }
        return builder.build();
    }

    private String text(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement((Matcher) match)));
    }

    private String replacement(Matcher match) {
        if (match.group().equals("$$")) {
            return "$";
        }
        String name = match.group(1) == null ? match.group(2) : match.group(1);
        String operator = match.group(3) == null ? "" : match.group(3);
        String known = variables.get(name);
        boolean set = known != null && !(operator.startsWith(":") && known.isEmpty());
        if (operator.endsWith("+")) {
            return set ? match.group(4) : "";
        }
        if (set && known != null) {
            return known;
        }
        return operator.endsWith("-") ? match.group(4) : match.group();
    }
}
