package dev.seawall.engine.check.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place inside a document as text: {@code spec.containers[0].image}, {@code metadata.annotations["a.b/c"]},
 * {@code spec.rules[*]} (every item of a list or value of a map). Steps are strings (keys), integers or {@link #EACH}.
 */
public final class TreePath {
    /** The step that stands for every item. */
    public static final Object EACH = new Object() {
        @Override
        public String toString() {
            return "*";
        }
    };

    private TreePath() {}

    /** The steps of a path; IllegalArgumentException says where it is malformed. */
    public static List<Object> parse(String path) {
        List<Object> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '[') {
                int end = path.startsWith("[\"", at) ? path.indexOf("\"]", at + 2) + 1 : path.indexOf(']', at);
                if (end <= 0) {
                    throw new IllegalArgumentException("no closing bracket in the path " + path);
                }
                steps.add(bracketed(path.substring(at + 1, end), path));
                at = end + 1;
            } else {
                int start = c == '.' ? at + 1 : at;
                int end = start;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                if (end == start) {
                    throw new IllegalArgumentException("an empty step in the path " + path);
                }
                steps.add(path.substring(start, end));
                at = end;
            }
        }
        return steps;
    }

    private static Object bracketed(String inside, String path) {
        if (inside.equals("*")) {
            return EACH;
        }
        if (inside.length() >= 2 && inside.startsWith("\"")) {
            return inside.substring(1, inside.length() - 1);
        }
        try {
            return Integer.parseInt(inside);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "[" + inside + "] in the path " + path + " is neither a number, * nor quoted", e);
        }
    }

    /** The path of a key below another path. */
    public static String child(String parent, String key) {
        if (!key.isEmpty() && key.chars().allMatch(c -> c != '.' && c != '[' && c != '"')) {
            return parent.isEmpty() ? key : parent + "." + key;
        }
        return parent + "[\"" + key + "\"]";
    }

    /** The path of an item below another path. */
    public static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** A path below another; either may be empty. */
    public static String join(String parent, String path) {
        if (parent.isEmpty() || path.isEmpty()) {
            return parent + path;
        }
        return path.startsWith("[") ? parent + path : parent + "." + path;
    }

    /** The value at a path without {@code [*]}, or null where it is absent or null. */
    public static @Nullable Object value(@Nullable Object root, String path) {
        Object value = root;
        for (Object step : parse(path)) {
            value = step(value, step);
        }
        return value;
    }

    private static @Nullable Object step(@Nullable Object value, Object step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (value instanceof List<?> list && step instanceof Integer index) {
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    /** The place of the value at a path, or of its closest ancestor that exists; NONE for a document without marks. */
    public static Mark mark(@Nullable Object root, String path) {
        Object value = root;
        Mark mark = Mark.NONE;
        for (Object step : parse(path)) {
            if (value instanceof SourceMap map && step instanceof String key && map.containsKey(key)) {
                mark = map.mark(key);
            } else if (value instanceof SourceList list && step instanceof Integer index && index < list.size()) {
                mark = list.mark(index);
            } else {
                return mark;
            }
            value = step(value, step);
        }
        return mark;
    }
}
