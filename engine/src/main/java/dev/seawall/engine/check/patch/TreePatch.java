package dev.seawall.engine.check.patch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a document's text has to change for one edit. Nothing but the edited entry is written anew: what stands
 * before and after it, comments included, is kept to the character.
 */
final class TreePatch {
    private final String text;
    private final Spelling spelling;
    private final List<Object> path;
    private final @Nullable Object after;

    private TreePatch(String text, Spelling spelling, List<Object> path, @Nullable Object after) {
        this.text = text;
        this.spelling = spelling;
        this.path = path;
        this.after = after;
    }

    /**
     * The document's text after an edit.
     *
     * @param root the parts of the text
     * @param before the document as it is, {@code after} as it shall be
     */
    static String apply(
            String text, Spelling spelling, Part root, Edit edit, @Nullable Object before, @Nullable Object after)
            throws UnpatchableException {
        if (Objects.equals(before, after)) {
            return text;
        }
        return new TreePatch(text, spelling, edit.path(), after)
                .change(root, edit, 0, null)
                .in(text);
    }

    /** @param holder the entry whose value this part is, or null */
    private Splice change(Part part, Edit edit, int step, Part.@Nullable Entry holder) throws UnpatchableException {
        if (step == path.size()) {
            return edit instanceof Edit.Append append
                            && part instanceof Part.Sequence list
                            && !list.items().isEmpty()
                    ? appended(list, append.value())
                    : replaced(part, holder, valueAt(step));
        }
        boolean last = step == path.size() - 1;
        return switch (part) {
            case Part.Mapping map -> inMap(map, edit, step, holder);
            case Part.Sequence list -> {
                int index = path.get(step) instanceof Integer number ? number : -1;
                if (index < 0 || index >= list.items().size()) {
                    throw new UnpatchableException("there is no item " + path.get(step));
                }
                yield last && edit instanceof Edit.Remove
                        ? new Removal(text).item(list, index, holder)
                        : change(list.items().get(index), edit, step + 1, null);
            }
            case Part.Alias alias -> overridden(alias, step, holder, edit);
            case Part.Scalar scalar -> replaced(scalar, holder, valueAt(step));
        };
    }

    private Splice inMap(Part.Mapping map, Edit edit, int step, Part.@Nullable Entry holder)
            throws UnpatchableException {
        String key = String.valueOf(path.get(step));
        Part.Entry entry = map.entry(key);
        boolean removes = edit instanceof Edit.Remove;
        if (entry != null) {
            return removes && step == path.size() - 1
                    ? new Removal(text).entry(map, entry, holder)
                    : change(entry.value(), edit, step + 1, entry);
        }
        if (removes) {
            throw new UnpatchableException("the value comes from a shared part of the file");
        }
        return inserted(map, holder, key, valueAt(step + 1));
    }

    /** A map that stands elsewhere gets the change on top of it. */
    private Splice overridden(Part.Alias alias, int step, Part.@Nullable Entry holder, Edit edit)
            throws UnpatchableException {
        Object value = valueAt(step + 1);
        if (holder == null || edit instanceof Edit.Remove || !(path.get(step) instanceof String key)) {
            throw new UnpatchableException("the value is shared by an alias");
        }
        int column = column(holder.start()) + spelling.step();
        String name = text.substring(alias.start(), alias.end());
        String lines = "<<: " + name + spelling.newline() + " ".repeat(column) + spelling.entry(key, value, column);
        return new Splice(afterColon(holder), alias.end(), spelling.newline() + " ".repeat(column) + lines);
    }

    private @Nullable Object valueAt(int steps) {
        Object value = after;
        for (Object step : path.subList(0, steps)) {
            value = step instanceof Integer index
                    ? ((List<?>) Objects.requireNonNull(value)).get(index)
                    : ((Map<?, ?>) Objects.requireNonNull(value)).get(step);
        }
        return value;
    }

    private Splice replaced(Part part, Part.@Nullable Entry holder, @Nullable Object value)
            throws UnpatchableException {
        boolean unwritten = part.start() == part.end();
        boolean nested = value instanceof Map<?, ?> map ? !map.isEmpty() : value instanceof List<?> l && !l.isEmpty();
        if (holder != null && inBlock(holder) && nested && (unwritten || isEmptyFlow(part))) {
            return below(part, holder, value);
        }
        boolean block = (part instanceof Part.Mapping m && !m.flow()) || (part instanceof Part.Sequence s && !s.flow());
        if (block && holder != null) {
            return new Splice(afterColon(holder), part.end(), " " + spelling.flow(value));
        }
        String anchor = anchor(part);
        return new Splice(part.start(), part.end(), (unwritten ? " " : "") + anchor + shown(part.start(), value));
    }

    private String anchor(Part part) {
        int end = part.start();
        if (end >= part.end() || text.charAt(end) != '&') {
            return "";
        }
        while (end < part.end() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(part.start(), end) + " ";
    }

    private boolean isEmptyFlow(Part part) {
        return !spelling.json() && List.of("{}", "[]").contains(text.substring(part.start(), part.end()));
    }

    private boolean inBlock(Part.Entry holder) {
        return !spelling.json() && isLineStart(holder.start());
    }

    /** The value onto the lines below its key; what follows the key on its line stays there. */
    private Splice below(Part part, Part.Entry holder, @Nullable Object value) {
        int from = afterColon(holder);
        int line = lineEnd(part.end());
        String rest = text.substring(part.end(), line);
        if (!text.substring(from, part.start()).isBlank()
                || text.substring(from, part.start()).contains("\n")) {
            return new Splice(part.start(), part.end(), spelling.flow(value));
        }
        return new Splice(from, line, rest + spelling.below(value, column(holder.start())));
    }

    private int afterColon(Part.Entry entry) {
        return text.indexOf(':', entry.end()) + 1;
    }

    private Splice inserted(Part.Mapping map, Part.@Nullable Entry holder, String key, @Nullable Object value)
            throws UnpatchableException {
        if (map.entries().isEmpty()) {
            boolean whole = text.substring(map.start() + 1, map.end() - 1).isBlank();
            return holder != null && inBlock(holder) && isEmptyFlow(map)
                    ? replaced(map, holder, Map.of(key, value == null ? "" : value))
                    : new Splice(map.start() + 1, whole ? map.end() - 1 : map.start() + 1, firstIn(map, key, value));
        }
        Part.Entry last = map.entries().getLast();
        int end = Math.max(last.end(), last.value().end());
        if (map.flow()) {
            return flowing(last.start(), end, named(key, value, last.start()));
        }
        int column = column(last.start());
        return newLine(end, column, spelling.entry(key, value, column));
    }

    private String firstIn(Part.Mapping map, String key, @Nullable Object value) {
        String entry = spelling.scalar(key) + ": " + spelling.flow(value);
        String indent = indent(map.start());
        boolean multiLine =
                spelling.json() && text.indexOf('\n') >= 0 && text.strip().indexOf('\n') >= 0;
        return multiLine
                ? spelling.newline() + indent + " ".repeat(spelling.step()) + spelling.scalar(key) + ": "
                        + spelling.pretty(value, indent + " ".repeat(spelling.step())) + spelling.newline() + indent
                : map.end() - map.start() == 2 ? entry : entry + " ";
    }

    private String named(String key, @Nullable Object value, int where) {
        return spelling.scalar(key) + ": " + shown(where, value);
    }

    /** A value in flow style; JSON that is written over several lines stays so. */
    private String shown(int where, @Nullable Object value) {
        return spelling.json() && isLineStart(where) ? spelling.pretty(value, indent(where)) : spelling.flow(value);
    }

    private Splice appended(Part.Sequence list, @Nullable Object value) {
        Part last = list.items().getLast();
        if (list.flow()) {
            return flowing(last.start(), last.end(), shown(last.start(), value));
        }
        int column = column(list.start());
        return newLine(last.end(), column, spelling.item(value, column));
    }

    /** After the last entry of a flow collection; on a line of its own where that one is. */
    private Splice flowing(int start, int end, String entry) {
        String gap = isLineStart(start) ? spelling.newline() + indent(start) : " ";
        return new Splice(end, end, "," + gap + entry);
    }

    private Splice newLine(int end, int column, String lines) {
        int at = lineEnd(end);
        return new Splice(at, at, spelling.newline() + " ".repeat(column) + lines);
    }

    private int column(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return text.codePointCount(start, offset);
    }

    private String indent(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        int end = start;
        while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Nothing but blanks and list dashes before it on its line. */
    private boolean isLineStart(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return text.substring(start, offset).chars().allMatch(c -> c == ' ' || c == '\t' || c == '-');
    }

    /** Before the line's end, CR included. */
    private int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        int at = end < 0 ? text.length() : end;
        return at > offset && text.charAt(at - 1) == '\r' ? at - 1 : at;
    }
}
