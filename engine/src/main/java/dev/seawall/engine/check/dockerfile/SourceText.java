package dev.seawall.engine.check.dockerfile;

import java.util.Arrays;

/** The file as characters, with the line of every offset. */
final class SourceText {
    private final String text;
    private final int[] starts;

    SourceText(String text) {
        this.text = text;
        int[] found = new int[16];
        int lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (lines == found.length) {
                found = Arrays.copyOf(found, lines * 2);
            }
            found[lines++] = at + 1;
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    int lines() {
        return starts.length;
    }

    /** The line, from 0, without its end. */
    String line(int index) {
        int end = end(index);
        int start = starts[index];
        return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    int start(int index) {
        return starts[index];
    }

    /** The offset of the newline that ends the line, or the end of the text. */
    int end(int index) {
        return index + 1 < starts.length ? starts[index + 1] - 1 : text.length();
    }

    /** The line from 1 that holds this offset. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
