package dev.seawall.engine.check.shell;

import java.util.ArrayList;
import java.util.List;

/** A command while it is read. */
final class Draft {
    private static final int MOST_RECEIVERS = 16;

    final List<Word> words = new ArrayList<>();
    final List<String> assignments = new ArrayList<>();
    final List<Redirect> redirects = new ArrayList<>();
    final List<String> into = new ArrayList<>();
    private final String connector;
    private final boolean nested;
    private int at;
    boolean background;
    int end;

    Draft(String connector, boolean nested, int at) {
        this.connector = connector;
        this.nested = nested;
        this.at = at;
        this.end = at;
    }

    boolean isEmpty() {
        return words.isEmpty() && assignments.isEmpty() && redirects.isEmpty();
    }

    String name() {
        return words.isEmpty() ? "" : words.getFirst().text();
    }

    void feeds(Draft other) {
        if (into.size() < MOST_RECEIVERS && !other.name().isEmpty()) {
            into.add(other.name());
        }
    }

    /** Moves it to where its fragment stands in the whole script. */
    void moveBy(int offset) {
        words.replaceAll(word -> new Word(word.text(), word.quoted(), word.at() + offset, word.end() + offset));
        at += offset;
        end += offset;
    }

    Command build() {
        return new Command(words, assignments, redirects, connector, into, background, nested, at, end);
    }
}
