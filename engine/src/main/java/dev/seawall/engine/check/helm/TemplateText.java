package dev.seawall.engine.check.helm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a template: which of its lines print something, and which values they print. */
final class TemplateText {
    /** What a mark looks like in a rendered line. */
    static final Pattern MARK = Pattern.compile("[ \\t]*#@L(\\d+)");

    private static final Pattern VALUES = Pattern.compile("\\$?\\.Values((?:\\.[A-Za-z_][\\w-]*)+)");
    private static final Pattern CONTROL = Pattern.compile(
            "(if|else|end|range|with|define|block|break|continue|template)\\b.*|/\\*.*|\\$\\w*\\s*:?=.*",
            Pattern.DOTALL);
    private static final Pattern OPENS = Pattern.compile("(if|range|with|define|block)\\b(.*)", Pattern.DOTALL);

    private final List<Line> lines = new ArrayList<>();

    /**
     * @param prints true where something of the line reaches the manifest
     * @param trimmed true where the line's end is cut off by {@code -}}}
     * @param values the values printed, {@code image.tag}
     */
    private record Line(String text, boolean prints, boolean trimmed, Set<String> values) {}

    TemplateText(String text) {
        Deque<String> scopes = new ArrayDeque<>();
        int at = 0;
        boolean inside = false;
        StringBuilder action = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            Set<String> values = new LinkedHashSet<>();
            boolean prints = false;
            at = 0;
            while (at < line.length()) {
                int next = line.indexOf(inside ? "}}" : "{{", at);
                String part = line.substring(at, next < 0 ? line.length() : next);
                if (inside) {
                    action.append(part).append(next < 0 ? "\n" : "");
                    prints |= next >= 0 && closed(action, scopes, values);
                } else {
                    prints |= !part.isBlank();
                }
                inside = (next < 0) == inside;
                at = next < 0 ? line.length() : next + 2;
            }
            String end = line.stripTrailing();
            lines.add(new Line(line, prints && !inside, end.endsWith("-}}"), values));
        }
    }

    /** An action is whole: true where it prints; notes the values it prints. */
    private static boolean closed(StringBuilder action, Deque<String> scopes, Set<String> values) {
        String text = action.toString().replaceAll("^-?\\s*|\\s*-?$", "");
        action.setLength(0);
        Matcher opens = OPENS.matcher(text);
        if (text.equals("end")) {
            scopes.poll();
        } else if (opens.matches()) {
            Matcher value = VALUES.matcher(opens.group(2));
            boolean scoped = opens.group(1).equals("with") || opens.group(1).equals("range");
            scopes.push(scoped && value.find() ? value.group(1).substring(1) : "");
        }
        if (CONTROL.matcher(text).matches()) {
            return false;
        }
        Matcher value = VALUES.matcher(text);
        while (value.find()) {
            values.add(value.group(1).substring(1));
        }
        String scope = scopes.isEmpty() ? "" : scopes.peek();
        if (!scope.isEmpty() && text.matches("(?s).*(^|[\\s(])\\.($|[\\s|)]).*")) {
            values.add(scope);
        }
        return true;
    }

    /** The template with a mark at the end of every line that prints, so that rendered lines tell where they are from. */
    String marked() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean cr = line.text().endsWith("\r");
            out.append(cr ? line.text().substring(0, line.text().length() - 1) : line.text());
            if (line.prints() && !line.trimmed()) {
                out.append(" #@L").append(i + 1);
            }
            out.append(cr ? "\r" : "").append(i + 1 < lines.size() ? "\n" : "");
        }
        return out.toString();
    }

    /** The values printed in lines, both counted from 1. */
    Set<String> values(int from, int to) {
        Set<String> values = new LinkedHashSet<>();
        for (int i = Math.max(1, from); i <= Math.min(to, lines.size()); i++) {
            values.addAll(lines.get(i - 1).values());
        }
        return values;
    }

    /** Every value that the template speaks of, conditions included. */
    Set<String> allValues() {
        Set<String> values = new LinkedHashSet<>();
        for (Line line : lines) {
            Matcher value = VALUES.matcher(line.text());
            while (value.find()) {
                values.add(value.group(1).substring(1));
            }
        }
        return values;
    }

    /** The first line, from 1, that matches, or 0. */
    int find(Pattern pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i).text()).find()) {
                return i + 1;
            }
        }
        return 0;
    }

    String text() {
        return String.join("\n", lines.stream().map(Line::text).toList());
    }

    int size() {
        return lines.size();
    }

    String line(int number) {
        return lines.get(number - 1).text();
    }
}
