package dev.seawall.engine.check.shell;

import java.util.List;

/** Reads one word with its quotes, variables and substitutions. */
final class WordReader {
    private static final String ENDS = " \t\r\n;&|<>()";

    private final ScriptReader script;
    private boolean quoted;

    WordReader(ScriptReader script) {
        this.script = script;
    }

    /** Appends the word that starts here; false where none does. */
    boolean read(List<Word> words) {
        int start = script.at;
        boolean outer = quoted;
        quoted = false;
        StringBuilder value = new StringBuilder();
        while (script.at < script.text.length() && part(value)) {
            continue;
        }
        boolean found = script.at > start;
        if (found) {
            words.add(new Word(value.toString(), quoted, start, script.at));
        }
        quoted = outer;
        return found;
    }

    private boolean part(StringBuilder value) {
        char c = current();
        switch (c) {
            case '\'' -> single(value);
            case '"' -> doubled(value);
            case '\\' -> escaped(value);
            case '$' -> dollar(value);
            case '`' -> backticks(value);
            default -> {
                return plain(c, value);
            }
        }
        return true;
    }

    private char current() {
        return script.text.charAt(script.at);
    }

    private boolean plain(char c, StringBuilder value) {
        if ((c == '<' || c == '>') && script.text.startsWith("(", script.at + 1)) {
            script.at += 2;
            substitution(value);
            return true;
        }
        if (ENDS.indexOf(c) >= 0) {
            return false;
        }
        value.append(c);
        script.at++;
        return true;
    }

    private void single(StringBuilder value) {
        quoted = true;
        int end = script.text.indexOf('\'', script.at + 1);
        if (end < 0) {
            script.problem("a quote at " + script.at + " is never closed");
            end = script.text.length();
        }
        value.append(script.text, script.at + 1, end);
        script.at = Math.min(end + 1, script.text.length());
    }

    private void doubled(StringBuilder value) {
        quoted = true;
        int start = script.at++;
        while (script.at < script.text.length() && current() != '"') {
            switch (current()) {
                case '\\' -> escapedInQuotes(value);
                case '$' -> dollar(value);
                case '`' -> backticks(value);
                default -> value.append(script.text.charAt(script.at++));
            }
        }
        if (script.at >= script.text.length()) {
            script.problem("a quote at " + start + " is never closed");
        } else {
            script.at++;
        }
    }

    private void escaped(StringBuilder value) {
        quoted = true;
        script.at++;
        if (script.at < script.text.length()) {
            char c = script.text.charAt(script.at++);
            value.append(c == '\n' ? "" : String.valueOf(c));
        }
    }

    private void escapedInQuotes(StringBuilder value) {
        script.at++;
        if (script.at >= script.text.length()) {
            return;
        }
        char c = script.text.charAt(script.at++);
        if ("\\\"$`".indexOf(c) >= 0) {
            value.append(c);
        } else if (c != '\n') {
            value.append('\\').append(c);
        }
    }

    private void dollar(StringBuilder value) {
        if (script.looking("$((")) {
            int end = script.text.indexOf("))", script.at);
            value.append("$()");
            script.at = end < 0 ? script.text.length() : end + 2;
        } else if (script.looking("$(")) {
            script.at += 2;
            substitution(value);
        } else if (script.looking("${")) {
            braced(value);
        } else if (script.looking("$'")) {
            script.at++;
            single(value);
        } else {
            value.append('$');
            script.at++;
        }
    }

    private void substitution(StringBuilder value) {
        value.append("$()");
        boolean outer = quoted;
        script.substitution(script.text.length());
        quoted = outer;
        if (script.at < script.text.length()) {
            script.at++;
        } else {
            script.problem("a substitution is never closed");
        }
    }

    /** {@code ${...}} is kept as written; braces inside are counted. */
    private void braced(StringBuilder value) {
        int start = script.at;
        int open = 0;
        while (script.at < script.text.length()) {
            char c = script.text.charAt(script.at++);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0 && c == '}') {
                break;
            }
            script.at += c == '\\' ? 1 : 0;
        }
        script.at = Math.min(script.at, script.text.length());
        value.append(script.text, start, script.at);
    }

    private void backticks(StringBuilder value) {
        int end = script.text.indexOf('`', script.at + 1);
        value.append("$()");
        script.nested(script.at + 1, end < 0 ? script.text.length() : end);
        script.at = end < 0 ? script.text.length() : end + 1;
    }
}
