package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file that says something.
 *
 * @param path of the file, relative to the root
 * @param number of its first line, from 1
 * @param text without comment, continuation and outer blanks; never empty
 */
record Line(String path, int number, String text) {
    private static final int MOST = 200_000;

    /** The lines of a text: blank ones and those that start with {@code #} left out. */
    static List<Line> of(String path, String text) {
        return read(path, text, false);
    }

    /** As {@link #of}, lines that end in a backslash joined with the next. */
    static List<Line> joined(String path, String text) {
        return read(path, text, true);
    }

    private static List<Line> read(String path, String text, boolean joining) {
        List<Line> lines = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int number = 0;
        int first = 1;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (open.isEmpty()) {
                first = number;
            }
            String line = raw.strip();
            boolean more = joining && line.endsWith("\\");
            open.append(more ? line.substring(0, line.length() - 1) + " " : line);
            if (!more) {
                add(lines, new Line(path, first, open.toString().strip()));
                open.setLength(0);
            }
            if (number >= MOST) {
                break;
            }
        }
        add(lines, new Line(path, first, open.toString().strip()));
        return lines;
    }

    private static void add(List<Line> lines, Line line) {
        if (!line.text().isEmpty() && (!line.text().startsWith("#") || isInclude(line.text()))) {
            lines.add(line);
        }
    }

    /** sudo's includes look like comments. */
    private static boolean isInclude(String text) {
        return text.startsWith("#include ") || text.startsWith("#includedir ");
    }

    /** The words between blanks. */
    List<String> words() {
        return List.of(text.strip().split("\\s+"));
    }

    /** Where it stands, for evidence. */
    String place() {
        return path + ":" + number;
    }
}
