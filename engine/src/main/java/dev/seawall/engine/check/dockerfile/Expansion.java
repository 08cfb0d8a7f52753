package dev.seawall.engine.check.dockerfile;

import java.util.Optional;

/**
 * Replaces variables in the words of an instruction: {@code $X}, {@code ${X}}, {@code ${X:-d}}, {@code ${X-d}},
 * {@code ${X:+a}}, {@code ${X+a}}, {@code ${X:?m}}. Quotes and escapes are removed. A variable whose value only the
 * build knows stays as written, so that checks can tell.
 */
final class Expansion {
    private static final int LONGEST = 65_536;
    private static final int DEEPEST = 20;

    private final Scope scope;
    private final char escape;
    private final int depth;

    Expansion(Scope scope, char escape) {
        this(scope, escape, 0);
    }

    private Expansion(Scope scope, char escape, int depth) {
        this.scope = scope;
        this.escape = escape;
        this.depth = depth;
    }

    /** The word with its variables replaced and its quotes removed. */
    String expand(String word) {
        StringBuilder out = new StringBuilder();
        boolean doubled = false;
        int at = 0;
        while (at < word.length() && out.length() < LONGEST) {
            char c = word.charAt(at);
            if (c == '\'' && !doubled) {
                at = single(word, at, out);
            } else if (c == '"') {
                doubled = !doubled;
                at++;
            } else if (c == escape && at + 1 < word.length()) {
                out.append(keepsEscape(doubled, word.charAt(at + 1)) ? String.valueOf(c) : "")
                        .append(word.charAt(at + 1));
                at += 2;
            } else if (c == '$') {
                at = variable(word, at, out);
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Before a letter it is no escape but the divider of a Windows path. */
    private boolean keepsEscape(boolean doubled, char next) {
        return Character.isLetterOrDigit(next) || (doubled && next != '"' && next != '$' && next != escape);
    }

    private static int single(String word, int start, StringBuilder out) {
        int end = word.indexOf('\'', start + 1);
        int stop = end < 0 ? word.length() : end;
        out.append(word, start + 1, stop);
        return Math.min(stop + 1, word.length());
    }

    private int variable(String word, int start, StringBuilder out) {
        if (word.startsWith("${", start)) {
            int end = closing(word, start + 2);
            if (end < 0) {
                out.append(word, start, word.length());
                return word.length();
            }
            out.append(braced(word.substring(start + 2, end), word.substring(start, end + 1)));
            return end + 1;
        }
        int end = nameEnd(word, start + 1);
        if (end == start + 1) {
            out.append('$');
            return end;
        }
        out.append(plain(word.substring(start + 1, end), word.substring(start, end)));
        return end;
    }

    private static int closing(String word, int start) {
        int open = 1;
        for (int i = start; i < word.length(); i++) {
            open += word.charAt(i) == '{' ? 1 : word.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int nameEnd(String word, int start) {
        int i = start;
        while (i < word.length() && (Character.isLetterOrDigit(word.charAt(i)) || word.charAt(i) == '_')) {
            i++;
        }
        return i;
    }

    private String plain(String name, String written) {
        return scope.isUnknown(name) ? written : scope.value(name).orElse("");
    }

    private String braced(String inside, String written) {
        int end = nameEnd(inside, 0);
        String name = inside.substring(0, end);
        String rest = inside.substring(end);
        if (rest.isEmpty()) {
            return plain(name, written);
        }
        boolean colon = rest.startsWith(":");
        String operator = rest.substring(colon ? 1 : 0);
        if (operator.isEmpty() || depth > DEEPEST) {
            return written;
        }
        Optional<String> value = scope.value(name).filter(v -> !colon || !v.isEmpty());
        String other = operator.substring(1);
        return switch (operator.charAt(0)) {
            case '-' -> value.orElseGet(() -> deeper(other));
            case '+' ->
                scope.isUnknown(name) ? written : value.map(v -> deeper(other)).orElse("");
            case '?' -> value.orElse(written);
            default -> written;
        };
    }

    private String deeper(String word) {
        return new Expansion(scope, escape, depth + 1).expand(word);
    }
}
