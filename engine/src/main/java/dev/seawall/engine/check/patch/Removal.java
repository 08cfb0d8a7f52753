package dev.seawall.engine.check.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to go from a text so that one entry or item is gone: its own lines, or its stretch of a line. */
final class Removal {
    private final String text;

    Removal(String text) {
        this.text = text;
    }

    /** @param holder the entry whose value the map is, or null */
    Splice entry(Part.Mapping map, Part.Entry entry, Part.@Nullable Entry holder) throws UnpatchableException {
        int index = map.entries().indexOf(entry);
        int end = end(entry);
        if (map.flow()) {
            List<int[]> spans = map.entries().stream()
                    .map(e -> new int[] {e.start(), end(e)})
                    .toList();
            return inFlow(spans, index);
        }
        if (map.entries().size() == 1) {
            return emptied(map.start(), map.end(), holder, "{}");
        }
        if (isBlankBefore(entry.start())) {
            return lines(entry.start(), end);
        }
        if (index + 1 >= map.entries().size()) {
            throw new UnpatchableException("the entry stands in the middle of a line");
        }
        int next = map.entries().get(index + 1).start();
        if (text.substring(end, next).indexOf('#') < 0) {
            return new Splice(entry.start(), next, "");
        }
        return new Splice(entry.start(), lineEnd(end), "");
    }

    /** @param holder the entry whose value the list is, or null */
    Splice item(Part.Sequence list, int index, Part.@Nullable Entry holder) throws UnpatchableException {
        if (list.flow()) {
            return inFlow(
                    list.items().stream()
                            .map(part -> new int[] {part.start(), part.end()})
                            .toList(),
                    index);
        }
        if (list.items().size() == 1) {
            return emptied(list.start(), list.end(), holder, "[]");
        }
        Part item = list.items().get(index);
        int dash = text.lastIndexOf('-', Math.max(list.start(), item.start() - 1));
        if (dash < list.start() || !isBlankBefore(dash)) {
            throw new UnpatchableException("the item stands in the middle of a line");
        }
        return lines(dash, item.end());
    }

    private static int end(Part.Entry entry) {
        return Math.max(entry.end(), entry.value().end());
    }

    private static Splice inFlow(List<int[]> spans, int index) {
        int[] own = spans.get(index);
        if (index > 0) {
            return new Splice(spans.get(index - 1)[1], own[1], "");
        }
        return new Splice(own[0], spans.size() > 1 ? spans.get(1)[0] : own[1], "");
    }

    /** A block collection that loses its only part is written as an empty one, behind its key. */
    private Splice emptied(int start, int end, Part.@Nullable Entry holder, String empty) {
        int colon = holder == null ? -1 : text.indexOf(':', holder.end()) + 1;
        String between = holder == null ? "" : text.substring(colon, start);
        if (holder == null || !between.contains("\n")) {
            return new Splice(start, end, empty);
        }
        int keyLine = lineEnd(colon);
        int lastBreak = text.lastIndexOf('\n', start - 1);
        int before = lastBreak > 0 && text.charAt(lastBreak - 1) == '\r' ? lastBreak - 1 : lastBreak;
        String comments = text.substring(Math.min(keyLine, before), before);
        return new Splice(colon, lineEnd(end), " " + empty + text.substring(colon, keyLine) + comments);
    }

    private Splice lines(int start, int end) {
        int from = text.lastIndexOf('\n', start - 1) + 1;
        int newline = text.indexOf('\n', end);
        if (newline >= 0) {
            return new Splice(from, newline + 1, "");
        }
        int before = from > 1 && text.charAt(from - 2) == '\r' ? from - 2 : Math.max(0, from - 1);
        return new Splice(before, text.length(), "");
    }

    private boolean isBlankBefore(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return text.substring(start, offset).isBlank();
    }

    private int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        int at = end < 0 ? text.length() : end;
        return at > offset && text.charAt(at - 1) == '\r' ? at - 1 : at;
    }
}
