package dev.seawall.engine.scan;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Shell-like patterns over paths: {@code *} and {@code ?} stay inside a segment, {@code **} spans segments,
 * {@code [...]} is a set. A leading slash or {@code ./} means nothing: all paths begin at the root.
 */
final class PathGlobs {
    private final List<Pattern> patterns;

    PathGlobs(List<String> globs) {
        patterns = globs.stream().map(PathGlobs::compile).toList();
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean matches(String path) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compile(String glob) {
        String text = glob.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            at += translate(text, at, regex);
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Appends the regular expression of what begins there, and says how many characters that was. */
    private static int translate(String glob, int at, StringBuilder regex) {
        if (glob.startsWith("**/", at)) {
            regex.append("(?:.*/)?");
            return 3;
        }
        if (glob.startsWith("**", at)) {
            regex.append(".*");
            return 2;
        }
        char c = glob.charAt(at);
        int close = c == '[' ? glob.indexOf(']', at + 2) : -1;
        if (close > 0) {
            String set = glob.substring(at + 1, close)
                    .replace("\\", "\\\\")
                    .replace("[", "\\[")
                    .replace("&", "\\&");
            regex.append('[')
                    .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                    .append(']');
            return close + 1 - at;
        }
        regex.append(
                switch (c) {
                    case '*' -> "[^/]*";
                    case '?' -> "[^/]";
                    default -> Pattern.quote(String.valueOf(c));
                });
        return 1;
    }
}
