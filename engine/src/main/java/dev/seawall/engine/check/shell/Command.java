package dev.seawall.engine.check.shell;

import java.util.List;

/**
 * A simple command, wherever it stands: in a list, a loop, a function, a subshell or a substitution.
 *
 * @param words name and arguments; empty where there are only assignments or redirections
 * @param assignments the {@code NAME=value} before the name, quotes removed
 * @param redirects its own redirections
 * @param connector what stands before it: empty at the start, {@code &&}, {@code ||}, {@code ;}, {@code &} or {@code |}
 * @param into names of the commands that its output is piped into, nearest first
 * @param background true where {@code &} ends the list it is in
 * @param nested true inside a substitution or a function's body
 * @param at offset of its first character in the script
 * @param end offset after its last word
 */
public record Command(
        List<Word> words,
        List<String> assignments,
        List<Redirect> redirects,
        String connector,
        List<String> into,
        boolean background,
        boolean nested,
        int at,
        int end) {
    public Command {
        words = List.copyOf(words);
        assignments = List.copyOf(assignments);
        redirects = List.copyOf(redirects);
        into = List.copyOf(into);
    }

    /** The program as written, empty where there is none. */
    public String name() {
        return words.isEmpty() ? "" : words.getFirst().text();
    }

    /** The texts of the words after the name. */
    public List<String> arguments() {
        return words.stream().skip(1).map(Word::text).toList();
    }
}
