package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.Iterator;

/** Splits a tag-value document into its pairs. */
final class TagValues {
    private static final String OPEN = "<text>";
    private static final String CLOSE = "</text>";

    private TagValues() {}

    /** Takes one pair. */
    interface Visitor {
        void pair(String tag, String value) throws IOException;
    }

    static void read(String text, Visitor visitor) throws IOException {
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                visitor.pair(
                        line.substring(0, colon).strip(),
                        value(line.substring(colon + 1).strip(), lines));
            }
        }
    }

    /** A value, over several lines where it stands between text marks. */
    private static String value(String first, Iterator<String> lines) {
        if (!first.startsWith(OPEN)) {
            return first;
        }
        StringBuilder out = new StringBuilder(first.substring(OPEN.length()));
        while (out.indexOf(CLOSE) < 0 && lines.hasNext()) {
            out.append('\n').append(lines.next());
        }
        int end = out.indexOf(CLOSE);
        return (end < 0 ? out.toString() : out.substring(0, end)).strip();
    }
}
