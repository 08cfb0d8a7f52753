package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads keyword, flags and words of one joined line. */
final class InstructionReader {
    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Set<String> WITH_FLAGS = Set.of("ADD", "COPY", "FROM", "HEALTHCHECK", "RUN");
    private static final Set<String> WITH_JSON =
            Set.of("ADD", "CMD", "COPY", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL", "VOLUME");
    private static final Set<String> WITH_SHELL = Set.of("CMD", "ENTRYPOINT", "RUN");

    private final LogicalLine logical;
    private final String text;
    private final char escape;
    private final String keyword;
    private final boolean onbuild;
    private int at;

    InstructionReader(LogicalLine logical, char escape) {
        this.logical = logical;
        this.text = logical.toString();
        this.escape = escape;
        String first = next();
        String second = first.equals("ONBUILD") ? next() : "";
        this.onbuild = !second.isEmpty();
        this.keyword = onbuild ? second : first;
    }

    /** In upper case; of ONBUILD the inner one. */
    String keyword() {
        return keyword;
    }

    /** What follows the keyword. */
    String rest() {
        return text.substring(at);
    }

    private String next() {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at).toUpperCase(Locale.ROOT);
        blanks();
        return word;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /**
     * The instruction.
     *
     * @throws IllegalArgumentException where it is unknown or has no arguments
     */
    Instruction read(List<Heredoc> heredocs) {
        if (!KEYWORDS.contains(keyword)) {
            throw new IllegalArgumentException(
                    "there is no instruction " + keyword.substring(0, Math.min(40, keyword.length())));
        }
        List<Flag> flags = WITH_FLAGS.contains(keyword) ? flags() : List.of();
        int textAt = at;
        String value = text.substring(at).stripTrailing();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(keyword + " needs arguments");
        }
        Optional<List<String>> json = json(value);
        List<String> words = json.orElseGet(() -> words(value));
        return new Instruction(
                keyword, onbuild, flags, value, words, json.isPresent(), heredocs, textAt, new Place(logical));
    }

    private List<String> words(String value) {
        return WITH_SHELL.contains(keyword) || keyword.equals("MAINTAINER")
                ? Words.plainWords(value)
                : Words.quotedWords(value, escape);
    }

    private Optional<List<String>> json(String value) {
        if (!WITH_JSON.contains(keyword)) {
            return Optional.empty();
        }
        boolean check = keyword.equals("HEALTHCHECK") && value.regionMatches(true, 0, "CMD", 0, 3);
        return JsonList.parse(check ? value.substring(3) : value);
    }

    private List<Flag> flags() {
        List<Flag> flags = new ArrayList<>();
        while (text.startsWith("--", at)) {
            int end = Math.max(at + 2, endOfWord());
            String word = text.substring(at + 2, end);
            at = end;
            blanks();
            if (word.isEmpty()) {
                break;
            }
            int equals = word.indexOf('=');
            flags.add(equals < 0 ? new Flag(word, "true") : flag(word, equals));
        }
        return flags;
    }

    private Flag flag(String word, int equals) {
        return new Flag(word.substring(0, equals), Words.unquoted(word.substring(equals + 1), escape));
    }

    private int endOfWord() {
        List<String> words = Words.quotedWords(text.substring(at, Math.min(text.length(), at + 4_000)), escape);
        return at + words.getFirst().length();
    }

    private record Place(LogicalLine logical) implements Instruction.Lines {
        @Override
        public int first() {
            return logical.first + 1;
        }

        @Override
        public int last() {
            return logical.last + 1;
        }

        @Override
        public int lineOf(int offset) {
            return logical.lineOf(offset);
        }

        @Override
        public int sourceOf(int offset) {
            return logical.sourceOf(offset);
        }

        @Override
        public String raw() {
            return logical.raw();
        }
    }
}
