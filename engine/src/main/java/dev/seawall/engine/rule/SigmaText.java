package dev.seawall.engine.rule;

/** A value of Sigma: text with the wildcards {@code *} and {@code ?}, which a backslash makes plain. */
final class SigmaText {
    private final StringBuilder glob = new StringBuilder();
    private final StringBuilder plain = new StringBuilder();
    private boolean wild;

    SigmaText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0;
            if (escape) {
                i++;
                add(text.charAt(i));
            } else if (c == '*' || c == '?') {
                wild = true;
                glob.append(c);
                plain.append(c);
            } else {
                add(c);
            }
        }
    }

    private void add(char c) {
        plain.append(c);
        if ("*?[]\\".indexOf(c) >= 0) {
            glob.append('\\');
        }
        glob.append(c);
    }

    boolean isWild() {
        return wild;
    }

    /** Without its escapes. */
    String plain() {
        return plain.toString();
    }

    /** As a shell pattern. */
    String glob() {
        return glob.toString();
    }
}
