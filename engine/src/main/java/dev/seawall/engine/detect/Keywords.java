package dev.seawall.engine.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds any of many words in bytes in one pass, upper and lower case alike (Aho and Corasick's automaton as a dense
 * table over classes of bytes). Immutable and thread-safe.
 */
public final class Keywords {
    private final int[] classes;
    private final int width;
    private final int[] next;
    private final int[][] words;

    /** Hears of each place where a word ends. */
    public interface Sink {
        /**
         * Takes one match.
         *
         * @param word index in the list the automaton was made of
         * @param end offset of the byte after the word
         */
        void found(int word, int end);
    }

    private Keywords(int[] classes, int width, int[] next, int[][] words) {
        this.classes = classes;
        this.width = width;
        this.next = next;
        this.words = words;
    }

    /** The automaton of these words, none of them empty; bytes beyond ASCII are those of ISO 8859-1. */
    public static Keywords of(List<String> keywords) {
        List<byte[]> lower = keywords.stream()
                .map(word -> word.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        int[] classes = classes(lower);
        int width = Arrays.stream(classes).max().orElse(0) + 1;
        return build(lower, classes, width);
    }

    private static int[] classes(List<byte[]> lower) {
        int[] classes = new int[256];
        int count = 0;
        for (byte[] word : lower) {
            for (byte letter : word) {
                if (classes[letter & 0xff] == 0) {
                    classes[letter & 0xff] = ++count;
                }
            }
        }
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            classes[upper] = classes[upper + 32];
        }
        return classes;
    }

    private static Keywords build(List<byte[]> lower, int[] classes, int width) {
        int states = 1 + lower.stream().mapToInt(word -> word.length).sum();
        int[] next = new int[states * width];
        List<List<Integer>> ends = new ArrayList<>();
        ends.add(new ArrayList<>());
        for (int word = 0; word < lower.size(); word++) {
            int state = 0;
            for (byte letter : lower.get(word)) {
                int at = state * width + classes[letter & 0xff];
                if (next[at] == 0) {
                    next[at] = ends.size();
                    ends.add(new ArrayList<>());
                }
                state = next[at];
            }
            ends.get(state).add(word);
        }
        follow(next, width, ends);
        int[][] words = new int[ends.size()][];
        Arrays.setAll(words, i -> ends.get(i).stream().mapToInt(w -> w).toArray());
        return new Keywords(classes, width, next, words);
    }

    /** Fills in where each state goes on a byte that no word continues with. */
    private static void follow(int[] next, int width, List<List<Integer>> ends) {
        int[] fail = new int[ends.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int c = 0; c < width; c++) {
            if (next[c] != 0) {
                queue.add(next[c]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            ends.get(state).addAll(ends.get(fail[state]));
            for (int c = 0; c < width; c++) {
                int child = next[state * width + c];
                int fallback = next[fail[state] * width + c];
                if (child == 0) {
                    next[state * width + c] = fallback;
                } else {
                    fail[child] = fallback;
                    queue.add(child);
                }
            }
        }
    }

    /** Tells of every match in the first {@code length} bytes. */
    public void scan(byte[] content, int length, Sink sink) {
        int state = 0;
        for (int i = 0; i < length; i++) {
            state = next[state * width + classes[content[i] & 0xff]];
            if (words[state].length != 0) {
                for (int word : words[state]) {
                    sink.found(word, i + 1);
                }
            }
        }
    }
}
