package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** One instruction's text with its continuation lines joined, which knows where each part stood in the file. */
final class LogicalLine {
    private record Segment(int at, int source) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private final SourceText source;
    final int first;
    int last;

    LogicalLine(SourceText source, int first) {
        this.source = source;
        this.first = first;
        this.last = first;
    }

    void append(String part, int sourceOffset) {
        segments.add(new Segment(text.length(), sourceOffset));
        text.append(part);
    }

    /** The offset in the file of an offset in the joined text. */
    int sourceOf(int offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).at() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Segment segment = segments.get(low);
        return segment.source() + offset - segment.at();
    }

    /** The line, from 1, of an offset in the joined text. */
    int lineOf(int offset) {
        return segments.isEmpty() ? first + 1 : Math.min(source.lineOf(sourceOf(offset)), last + 1);
    }

    /** The file's text that this was made of. */
    String raw() {
        return source.toString().substring(source.start(first), source.end(last));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
