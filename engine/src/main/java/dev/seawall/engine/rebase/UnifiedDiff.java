package dev.seawall.engine.rebase;

import java.util.ArrayList;
import java.util.List;

/** The unified diff of two texts with the same number of lines. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<String> before;
    private final List<String> after;

    private UnifiedDiff(String before, String after) {
        this.before = lines(before);
        this.after = lines(after);
    }

    /** Empty where the texts are equal. */
    static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        String hunks = new UnifiedDiff(before, after).hunks();
        return "--- a/" + name + "\n+++ b/" + name + "\n" + hunks;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            lines.add(end < 0 ? text.substring(start) : text.substring(start, end + 1));
            start = end < 0 ? text.length() : end + 1;
        }
        return lines;
    }

    private boolean differs(int line) {
        return !before.get(line).equals(after.get(line));
    }

    private String hunks() {
        StringBuilder out = new StringBuilder();
        int line = 0;
        while (line < before.size()) {
            if (!differs(line)) {
                line++;
                continue;
            }
            int last = lastOf(line);
            int from = Math.max(0, line - CONTEXT);
            int to = Math.min(before.size(), last + 1 + CONTEXT);
            hunk(out, from, to);
            line = to;
        }
        return out.toString();
    }

    /** The last differing line whose context meets that of the one before. */
    private int lastOf(int first) {
        int last = first;
        for (int i = first; i < before.size() && i <= last + 2 * CONTEXT + 1; i++) {
            last = differs(i) ? i : last;
        }
        return last;
    }

    private void hunk(StringBuilder out, int from, int to) {
        String range = (from + 1) + "," + (to - from);
        out.append("@@ -").append(range).append(" +").append(range).append(" @@\n");
        int at = from;
        while (at < to) {
            if (!differs(at)) {
                line(out, ' ', before.get(at++));
                continue;
            }
            int end = at;
            while (end < to && differs(end)) {
                end++;
            }
            before.subList(at, end).forEach(text -> line(out, '-', text));
            after.subList(at, end).forEach(text -> line(out, '+', text));
            at = end;
        }
    }

    private static void line(StringBuilder out, char mark, String text) {
        out.append(mark).append(text);
        if (!text.endsWith("\n")) {
            out.append("\n\\ No newline at end of file\n");
        }
    }
}
