package dev.seawall.engine.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all keywords in one pass, whatever their number: an Aho-Corasick automaton made deterministic over byte classes
 * (bytes that no keyword tells apart share one; upper and lower case do). States are stored already multiplied by the
 * number of classes and those that end a keyword come last, so the inner loop is one load, one add, one load and one
 * compare. Long texts are walked in four places at once, because each walk alone waits for its loads. Immutable and
 * thread-safe.
 */
public final class Keywords {
    private static final int STREAMS = 4;
    private static final int INTERLEAVE_FROM = 4096;

    private final char[] classOf = new char[256];
    private final int classes;
    private final int[] next;
    /** First state, pre-multiplied, that ends a keyword. */
    private final int accepting;
    /** For each accepting state the numbers of the keywords that end there, longest first. */
    private final int[][] ends;

    private final int longest;

    private Keywords(List<String> keywords) {
        classes = assignClasses(keywords);
        longest = keywords.stream().mapToInt(String::length).max().orElse(1);
        Trie trie = new Trie(keywords);
        int[] order = trie.order();
        next = new int[trie.size() * classes];
        int firstAccepting = 0;
        while (firstAccepting < order.length && trie.ends.get(order[firstAccepting]).length == 0) {
            firstAccepting++;
        }
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        for (int state = 0; state < order.length; state++) {
            for (int c = 0; c < classes; c++) {
                next[rank[state] * classes + c] = rank[trie.go.get(state)[c]] * classes;
            }
        }
        accepting = firstAccepting * classes;
        ends = new int[order.length - firstAccepting][];
        for (int i = firstAccepting; i < order.length; i++) {
            ends[i - firstAccepting] = trie.ends.get(order[i]);
        }
        if (rank[0] != 0) {
            throw new IllegalStateException("the root must be state 0");
        }
    }

    /**
     * The automaton of these words.
     *
     * @param keywords distinct, none of them empty, in lower case, Latin-1 only; case is ignored in what is scanned
     */
    public static Keywords of(List<String> keywords) {
        return new Keywords(keywords);
    }

    private int assignClasses(List<String> keywords) {
        int count = 1;
        for (String keyword : keywords) {
            for (int i = 0; i < keyword.length(); i++) {
                int c = keyword.charAt(i);
                if (classOf[c] == 0) {
                    classOf[c] = (char) count++;
                }
            }
        }
        for (int c = 'A'; c <= 'Z'; c++) {
            classOf[c] = classOf[c + 32];
        }
        return count;
    }

    /** The trie with its failure links already resolved into transitions. */
    private final class Trie {
        final List<int[]> go = new ArrayList<>();
        final List<int[]> ends = new ArrayList<>();

        Trie(List<String> keywords) {
            add();
            for (int k = 0; k < keywords.size(); k++) {
                insert(keywords.get(k), k);
            }
            resolve();
        }

        private int add() {
            int[] transitions = new int[classes];
            Arrays.fill(transitions, -1);
            go.add(transitions);
            ends.add(new int[0]);
            return go.size() - 1;
        }

        private void insert(String keyword, int number) {
            int state = 0;
            for (int i = 0; i < keyword.length(); i++) {
                int c = classOf[keyword.charAt(i)];
                int to = go.get(state)[c];
                if (to < 0) {
                    to = add();
                    go.get(state)[c] = to;
                }
                state = to;
            }
            ends.set(state, new int[] {number});
        }

        private void resolve() {
            int[] failure = new int[go.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            for (int c = 0; c < classes; c++) {
                enter(queue, 0, c, 0, failure);
            }
            while (!queue.isEmpty()) {
                int state = queue.remove();
                ends.set(state, joined(ends.get(state), ends.get(failure[state])));
                for (int c = 0; c < classes; c++) {
                    enter(queue, state, c, go.get(failure[state])[c], failure);
                }
            }
        }

        private void enter(ArrayDeque<Integer> queue, int state, int c, int fallback, int[] failure) {
            int to = go.get(state)[c];
            if (to < 0) {
                go.get(state)[c] = fallback;
            } else {
                failure[to] = fallback;
                queue.add(to);
            }
        }

        int size() {
            return go.size();
        }

        /** State numbers, those without a keyword first. */
        int[] order() {
            int[] order = new int[size()];
            int at = 0;
            for (int pass = 0; pass < 2; pass++) {
                for (int state = 0; state < size(); state++) {
                    if ((ends.get(state).length > 0) == (pass == 1)) {
                        order[at++] = state;
                    }
                }
            }
            return order;
        }
    }

    private static int[] joined(int[] own, int[] inherited) {
        int[] all = Arrays.copyOf(own, own.length + inherited.length);
        System.arraycopy(inherited, 0, all, own.length, inherited.length);
        return all;
    }

    /** The numbers of the keywords that end where a hit says so, longest first; not to be changed. */
    public int[] wordsAt(Hits hits, int index) {
        return ends[hits.state(index)];
    }

    /**
     * Adds every place after {@code from} and up to {@code to} where a keyword ends, in order. A keyword may begin
     * before {@code from}, so a text can be scanned piece by piece.
     */
    public void scan(byte[] text, int from, int to, Hits hits) {
        if (to - from < INTERLEAVE_FROM) {
            walk(text, Math.max(0, from - longest), to, from, hits);
        } else {
            interleaved(text, from, to, hits);
        }
    }

    /** Hits before {@code first} belong to the part before. */
    private void walk(byte[] text, int from, int to, int first, Hits hits) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state + classOf[text[i] & 0xff]];
            if (state >= accepting && i >= first) {
                hits.add(i + 1, (state - accepting) / classes);
            }
        }
    }

    private void interleaved(byte[] text, int from, int to, Hits hits) {
        int part = (to - from) / STREAMS;
        int warm = Math.min(longest - 1, part);
        Hits second = new Hits();
        Hits third = new Hits();
        Hits fourth = new Hits();
        int b = from + part;
        int c = b + part;
        int d = c + part;
        int sa = warmed(text, Math.max(0, from - longest), from);
        int sb = warmed(text, b - warm, b);
        int sc = warmed(text, c - warm, c);
        int sd = warmed(text, d - warm, d);
        for (int i = 0; i < part; i++) {
            sa = next[sa + classOf[text[from + i] & 0xff]];
            sb = next[sb + classOf[text[b + i] & 0xff]];
            sc = next[sc + classOf[text[c + i] & 0xff]];
            sd = next[sd + classOf[text[d + i] & 0xff]];
            if (Math.max(Math.max(sa, sb), Math.max(sc, sd)) >= accepting) {
                note(hits, from + i, sa);
                note(second, b + i, sb);
                note(third, c + i, sc);
                note(fourth, d + i, sd);
            }
        }
        hits.addAll(second);
        hits.addAll(third);
        hits.addAll(fourth);
        int end = d + part;
        walk(text, Math.max(from, end - longest), to, end, hits);
    }

    private void note(Hits hits, int at, int state) {
        if (state >= accepting) {
            hits.add(at + 1, (state - accepting) / classes);
        }
    }

    private int warmed(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state + classOf[text[i] & 0xff]];
        }
        return state;
    }

    /** A growing list of places where keywords end. Not thread-safe. */
    public static final class Hits {
        private int[] values = new int[64];
        private int size;

        void add(int end, int state) {
            if (size + 2 > values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[size++] = end;
            values[size++] = state;
        }

        void addAll(Hits other) {
            if (size + other.size > values.length) {
                values = Arrays.copyOf(values, Math.max(values.length * 2, size + other.size));
            }
            System.arraycopy(other.values, 0, values, size, other.size);
            size += other.size;
        }

        /** Forgets all, to be used again. */
        public void clear() {
            size = 0;
        }

        /** How many places there are. */
        public int count() {
            return size / 2;
        }

        /** Index after the last byte of the keyword. */
        public int end(int index) {
            return values[2 * index];
        }

        int state(int index) {
            return values[2 * index + 1];
        }
    }
}
