package dev.seawall.engine.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Patterns as ignore files use them: {@code *} within a path segment, {@code **} across them, {@code ?}, {@code [a-z]}
 * and {@code {a,b}}. Matching takes linear time, whoever wrote the pattern.
 */
final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** A pattern over paths, where a star stops at a slash. */
    static Glob ofPath(String glob) {
        return compile(glob, "[^/]*", "[^/]");
    }

    /** A pattern over names and ids, where a star takes anything. */
    static Glob ofName(String glob) {
        return compile(glob, ".*", ".");
    }

    /** True where the text has none of the special characters. */
    static boolean isPlain(String glob) {
        return glob.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    boolean matches(String text) {
        return pattern.matches(text);
    }

    private static Glob compile(String glob, String star, String one) {
        String regex = regex(glob, star, one);
        try {
            return new Glob(Pattern.compile(regex, Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            return new Glob(Pattern.compile(Pattern.quote(glob)));
        }
    }

    private static String regex(String glob, String star, String one) {
        StringBuilder out = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && glob.startsWith("**", i)) {
                boolean folders = glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/');
                out.append(folders ? "(?:.*/)?" : ".*");
                i += folders ? 2 : 1;
            } else {
                braces += c == '{' ? 1 : c == '}' && braces > 0 ? -1 : 0;
                out.append(piece(glob, i, star, one, braces));
            }
        }
        return out.toString();
    }

    private static String piece(String glob, int at, String star, String one, int braces) {
        char c = glob.charAt(at);
        return switch (c) {
            case '*' -> star;
            case '?' -> one;
            case '{' -> "(?:";
            case '}' -> braces >= 0 && glob.lastIndexOf('{', at) >= 0 ? ")" : "\\}";
            case ',' -> braces > 0 ? "|" : ",";
            case '[', ']', '-' -> glob.indexOf('[') >= 0 ? String.valueOf(c) : "\\" + c;
            default -> Pattern.quote(String.valueOf(c));
        };
    }
}
