package dev.seawall.server.logs.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into the words that both tiers of the store find: runs of letters and digits, in lower case. */
public final class Words {
    /** Longer runs are cut into several words. */
    public static final int LONGEST = 255;

    private final String text;
    private int at;
    private int start;

    /** Reads a text word by word. */
    public Words(String text) {
        this.text = text;
    }

    /** All words of a text. */
    public static List<String> of(String text) {
        List<String> all = new ArrayList<>();
        Words words = new Words(text);
        while (words.advance()) {
            all.add(words.word());
        }
        return all;
    }

    /** Goes on to the next word; false where there is none. */
    public boolean advance() {
        int length = text.length();
        while (at < length && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        start = at;
        while (at < length && at - start < LONGEST && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    /** Where the word begins. */
    public int start() {
        return start;
    }

    /** Where the word ends. */
    public int end() {
        return at;
    }

    /** The word in lower case. */
    public String word() {
        StringBuilder word = new StringBuilder(at - start);
        for (int i = start; i < at; i++) {
            word.append(lower(text.charAt(i)));
        }
        return word.toString();
    }

    /** One character in lower case, the same in every locale and of the same length. */
    public static char lower(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(c);
    }
}
