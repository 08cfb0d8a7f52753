package dev.seawall.engine.detect.secret;

import java.util.Arrays;

/** Spans of a text around keyword hits, overlapping ones joined, so that no byte is searched twice by one rule. */
final class Windows {
    private int[] bounds = new int[8];
    private int size;

    /** Receives each span. */
    interface Visitor {
        void span(int from, int to);
    }

    /** Adds a span; starts never decrease. */
    void add(int from, int to) {
        if (size > 0 && from <= bounds[size - 1]) {
            bounds[size - 1] = Math.max(bounds[size - 1], to);
            return;
        }
        if (size + 2 > bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[size++] = from;
        bounds[size++] = to;
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i += 2) {
            visitor.span(bounds[i], bounds[i + 1]);
        }
    }
}
