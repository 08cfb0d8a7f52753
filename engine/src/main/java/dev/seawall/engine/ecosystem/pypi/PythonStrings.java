package dev.seawall.engine.ecosystem.pypi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the string literals of Python source and the name each is part of the value of, without parsing Python. */
final class PythonStrings {
    /** A literal as written between its quotes, escapes left alone. */
    record Literal(String text, int line, String assignedTo) {}

    private static final int DEEPEST = 200;

    private final String source;
    private final List<Literal> found = new ArrayList<>();
    private final Deque<String> brackets = new ArrayDeque<>();
    private String word = "";
    private String target = "";
    private int at;
    private int line = 1;

    private PythonStrings(String source) {
        this.source = source;
    }

    static List<Literal> read(String source) {
        PythonStrings strings = new PythonStrings(source);
        while (strings.at < source.length()) {
            strings.step();
        }
        return strings.found;
    }

    private void step() {
        char c = source.charAt(at);
        switch (c) {
            case '#' -> skipComment();
            case '"', '\'' -> readString(c);
            case '(', '[', '{' -> open();
            case ')', ']', '}' -> close();
            case ',' -> target = "";
            case '=' -> target = word;
            case '\n' -> newLine();
            default -> readWord(c);
        }
        at++;
    }

    private void newLine() {
        line++;
        if (brackets.isEmpty()) {
            target = "";
        }
    }

    private void skipComment() {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end - 1;
    }

    private void open() {
        if (brackets.size() < DEEPEST) {
            brackets.push(target);
        }
        target = "";
    }

    private void close() {
        brackets.poll();
        target = "";
    }

    private void readWord(char c) {
        if (Character.isJavaIdentifierStart(c)) {
            int end = at;
            while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
                end++;
            }
            word = source.substring(at, end);
            at = end - 1;
        }
    }

    private void readString(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean isLong = source.startsWith(triple, at);
        int start = at + (isLong ? 3 : 1);
        int end = isLong ? source.indexOf(triple, start) : endOfShort(start, quote);
        end = end < 0 ? source.length() : end;
        String text = source.substring(Math.min(start, end), end);
        found.add(new Literal(text, line, owner()));
        line += (int) text.chars().filter(c -> c == '\n').count();
        at = end + (isLong ? 2 : 0);
        if (!isLong && end < source.length() && source.charAt(end) == '\n') {
            at--;
        }
    }

    /** The closing quote, or the end of the line where there is none. */
    private int endOfShort(int start, char quote) {
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == quote || c == '\n') {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** The innermost name that a value is being given to here. */
    private String owner() {
        return target.isEmpty()
                ? brackets.stream().filter(name -> !name.isEmpty()).findFirst().orElse("")
                : target;
    }
}
