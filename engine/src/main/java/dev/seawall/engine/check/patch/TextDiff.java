package dev.seawall.engine.check.patch;

import java.util.ArrayList;
import java.util.List;

/** The unified diff of two texts, three lines of context. Shortest by Myers' greedy algorithm up to a bound of edits. */
public final class TextDiff {
    private static final int CONTEXT = 3;
    private static final int MOST_EDITS = 4_000;

    private enum Kind {
        SAME,
        OLD,
        NEW
    }

    private record Line(Kind kind, String text) {}

    private final List<String> before;
    private final List<String> after;

    private TextDiff(String before, String after) {
        this.before = lines(before);
        this.after = lines(after);
    }

    /**
     * The diff with the names {@code a/name} and {@code b/name}; empty where the texts are equal.
     *
     * @param name path of the file, without a leading slash
     */
    public static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        return "--- a/" + name + "\n+++ b/" + name + "\n" + hunks(new TextDiff(before, after).lines());
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

    private List<Line> lines() {
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        int room = Math.min(before.size(), after.size()) - head;
        while (tail < room && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, head).forEach(text -> lines.add(new Line(Kind.SAME, text)));
        lines.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        before.subList(before.size() - tail, before.size()).forEach(text -> lines.add(new Line(Kind.SAME, text)));
        return lines;
    }

    private static List<Line> middle(List<String> old, List<String> fresh) {
        List<int[]> trace = trace(old, fresh);
        if (trace.isEmpty()) {
            List<Line> all = new ArrayList<>();
            old.forEach(text -> all.add(new Line(Kind.OLD, text)));
            fresh.forEach(text -> all.add(new Line(Kind.NEW, text)));
            return all;
        }
        return walkBack(old, fresh, trace);
    }

    /** For every number of edits the furthest reach on each diagonal; empty where there are too many. */
    private static List<int[]> trace(List<String> old, List<String> fresh) {
        int most = Math.min(MOST_EDITS, old.size() + fresh.size());
        int[] reach = new int[2 * most + 3];
        int zero = most + 1;
        List<int[]> trace = new ArrayList<>();
        for (int edits = 0; edits <= most; edits++) {
            trace.add(java.util.Arrays.copyOfRange(reach, zero - edits - 1, zero + edits + 2));
            for (int k = -edits; k <= edits; k += 2) {
                boolean down = k == -edits || (k != edits && reach[zero + k - 1] < reach[zero + k + 1]);
                int x = down ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
                while (x < old.size() && x - k < fresh.size() && old.get(x).equals(fresh.get(x - k))) {
                    x++;
                }
                reach[zero + k] = x;
                if (x >= old.size() && x - k >= fresh.size()) {
                    return trace;
                }
            }
        }
        return List.of();
    }

    private static List<Line> walkBack(List<String> old, List<String> fresh, List<int[]> trace) {
        List<Line> lines = new ArrayList<>();
        int x = old.size();
        int y = fresh.size();
        for (int edits = trace.size() - 1; edits >= 0; edits--) {
            int[] reach = trace.get(edits);
            int zero = edits + 1;
            int k = x - y;
            boolean down = k == -edits || (k != edits && reach[zero + k - 1] < reach[zero + k + 1]);
            int lastX = edits == 0 ? 0 : reach[zero + (down ? k + 1 : k - 1)];
            int lastY = edits == 0 ? 0 : lastX - (down ? k + 1 : k - 1);
            while (x > lastX && y > lastY) {
                lines.add(new Line(Kind.SAME, old.get(--x)));
                y--;
            }
            if (edits > 0) {
                lines.add(down ? new Line(Kind.NEW, fresh.get(--y)) : new Line(Kind.OLD, old.get(--x)));
            }
        }
        return lines.reversed();
    }

    private static String hunks(List<Line> lines) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        int oldLine = 1;
        int newLine = 1;
        while (at < lines.size()) {
            int change = at;
            while (change < lines.size() && lines.get(change).kind() == Kind.SAME) {
                change++;
            }
            if (change == lines.size()) {
                break;
            }
            int from = Math.max(at, change - CONTEXT);
            oldLine += from - at;
            newLine += from - at;
            int to = end(lines, change);
            hunk(out, lines.subList(from, to), oldLine, newLine);
            oldLine += count(lines.subList(from, to), Kind.NEW);
            newLine += count(lines.subList(from, to), Kind.OLD);
            at = to;
        }
        return out.toString();
    }

    /** After the last change whose context meets that of the one before, with its context. */
    private static int end(List<Line> lines, int change) {
        int last = change;
        for (int i = change; i < lines.size() && i <= last + 2 * CONTEXT; i++) {
            last = lines.get(i).kind() == Kind.SAME ? last : i;
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }

    private static int count(List<Line> lines, Kind except) {
        return (int) lines.stream().filter(line -> line.kind() != except).count();
    }

    private static void hunk(StringBuilder out, List<Line> lines, int oldLine, int newLine) {
        int oldCount = count(lines, Kind.NEW);
        int newCount = count(lines, Kind.OLD);
        out.append("@@ -")
                .append(range(oldLine, oldCount))
                .append(" +")
                .append(range(newLine, newCount))
                .append(" @@\n");
        for (Line line : lines) {
            out.append(
                            switch (line.kind()) {
                                case SAME -> ' ';
                                case OLD -> '-';
                                case NEW -> '+';
                            })
                    .append(line.text());
            if (!line.text().endsWith("\n")) {
                out.append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static String range(int line, int count) {
        return (count == 0 ? line - 1 : line) + "," + count;
    }
}
