package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exec form: a JSON list of strings, strict as BuildKit reads it. */
final class JsonList {
    private final String text;
    private int at;

    private JsonList(String text) {
        this.text = text;
    }

    /** The items, or empty where the text is no such list. */
    static Optional<List<String>> parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("[") || !stripped.endsWith("]")) {
            return Optional.empty();
        }
        return new JsonList(stripped).list();
    }

    private Optional<List<String>> list() {
        List<String> items = new ArrayList<>();
        at = 1;
        blanks();
        while (text.charAt(at) != ']') {
            if (!items.isEmpty() && !comma()) {
                return Optional.empty();
            }
            Optional<String> item = string();
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
            blanks();
        }
        return at == text.length() - 1 ? Optional.of(items) : Optional.empty();
    }

    private boolean comma() {
        boolean found = text.charAt(at) == ',';
        at += found ? 1 : 0;
        blanks();
        return found;
    }

    /** Stops at the closing bracket at the latest, which is the last character. */
    private void blanks() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Optional<String> string() {
        if (text.charAt(at) != '"') {
            return Optional.empty();
        }
        StringBuilder item = new StringBuilder();
        for (at++; at < text.length() - 1; at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(item.toString());
            }
            if (c != '\\') {
                item.append(c);
            } else if (!escape(item)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean escape(StringBuilder item) {
        char c = text.charAt(++at);
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            item.append("\"\\/\b\f\n\r\t".charAt(known));
            return true;
        }
        if (c != 'u'
                || at + 4 >= text.length()
                || !text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
            return false;
        }
        item.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
        at += 4;
        return true;
    }
}
