package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An immutable set of whole numbers, kept as sorted ranges that neither overlap nor touch; ports and IPv4 addresses. */
final class Intervals {
    static final Intervals NONE = new Intervals(new long[0]);

    /** First and last value of every range, inclusive, in turn. */
    private final long[] bounds;

    private Intervals(long[] bounds) {
        this.bounds = bounds;
    }

    /** All numbers from first to last; the empty set where last is before first. */
    static Intervals of(long first, long last) {
        return last < first ? NONE : new Intervals(new long[] {first, last});
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    int ranges() {
        return bounds.length / 2;
    }

    long first(int range) {
        return bounds[2 * range];
    }

    long last(int range) {
        return bounds[2 * range + 1];
    }

    Intervals union(Intervals other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<long[]> all = new ArrayList<>();
        addTo(all);
        other.addTo(all);
        all.sort((a, b) -> Long.compare(a[0], b[0]));
        return joined(all);
    }

    /** Joins many sets at once, in time n log n. */
    static Intervals union(List<Intervals> sets) {
        List<long[]> all = new ArrayList<>();
        sets.forEach(set -> set.addTo(all));
        all.sort((a, b) -> Long.compare(a[0], b[0]));
        return joined(all);
    }

    private void addTo(List<long[]> all) {
        for (int i = 0; i < bounds.length; i += 2) {
            all.add(new long[] {bounds[i], bounds[i + 1]});
        }
    }

    private static Intervals joined(List<long[]> sorted) {
        long[] out = new long[sorted.size() * 2];
        int n = 0;
        for (long[] range : sorted) {
            if (n > 0 && range[0] <= out[n - 1] + 1) {
                out[n - 1] = Math.max(out[n - 1], range[1]);
            } else {
                out[n++] = range[0];
                out[n++] = range[1];
            }
        }
        return n == 0 ? NONE : new Intervals(Arrays.copyOf(out, n));
    }

    Intervals intersect(Intervals other) {
        long[] out = new long[bounds.length + other.bounds.length];
        int n = 0;
        for (int i = 0, j = 0; i < bounds.length && j < other.bounds.length; ) {
            long first = Math.max(bounds[i], other.bounds[j]);
            long last = Math.min(bounds[i + 1], other.bounds[j + 1]);
            if (first <= last) {
                out[n++] = first;
                out[n++] = last;
            }
            if (bounds[i + 1] < other.bounds[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return n == 0 ? NONE : new Intervals(Arrays.copyOf(out, n));
    }

    Intervals subtract(Intervals other) {
        return isEmpty() || other.isEmpty() ? this : intersect(other.complement());
    }

    private Intervals complement() {
        long[] out = new long[bounds.length + 2];
        out[0] = Long.MIN_VALUE;
        for (int i = 0; i < bounds.length; i += 2) {
            out[i + 1] = bounds[i] - 1;
            out[i + 2] = bounds[i + 1] + 1;
        }
        out[out.length - 1] = Long.MAX_VALUE;
        return new Intervals(out);
    }

    boolean contains(Intervals other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            if (!contains(other.bounds[i], other.bounds[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(long first, long last) {
        int found = Arrays.binarySearch(bounds, first);
        int range = found >= 0 ? found / 2 : (-found - 2) / 2;
        boolean inside = found >= 0 || (-found - 1) % 2 == 1;
        return inside && bounds[2 * range + 1] >= last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
