package dev.seawall.engine.check.dockerfile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instruction.
 *
 * @param keyword in upper case; of an ONBUILD the inner one, unless that is missing
 * @param onbuild true where it is the trigger of an ONBUILD
 * @param flags in written order
 * @param text what follows the flags, continuation lines joined
 * @param words the text as words: of the JSON form its items, else split at blanks with quotes kept
 * @param json true where the text is a JSON list of strings; a broken list is shell form, as BuildKit reads it
 * @param heredocs here-documents, in order
 * @param textAt offset of {@code text} in the joined line
 * @param lines the joined line
 */
public record Instruction(
        String keyword,
        boolean onbuild,
        List<Flag> flags,
        String text,
        List<String> words,
        boolean json,
        List<Heredoc> heredocs,
        int textAt,
        Lines lines) {

    /** Where an instruction stands. */
    public interface Lines {
        /** First line from 1. */
        int first();

        /** Last line from 1, here-documents included. */
        int last();

        /** The line of an offset in the instruction's joined text, its keyword included. */
        int lineOf(int offset);

        /** The offset in the file of such an offset. */
        int sourceOf(int offset);

        /** The bytes as written, as text. */
        String raw();
    }

    public Instruction {
        flags = List.copyOf(flags);
        words = List.copyOf(words);
        heredocs = List.copyOf(heredocs);
    }

    /** First line, from 1. */
    public int line() {
        return lines.first();
    }

    /** Last line, from 1. */
    public int endLine() {
        return lines.last();
    }

    /** The value of the first flag of this name. */
    public Optional<String> flag(String name) {
        return flags.stream()
                .filter(flag -> flag.name().equals(name))
                .map(Flag::value)
                .findFirst();
    }

    /** True for this keyword. */
    public boolean is(String wanted) {
        return keyword.equals(wanted);
    }

    /** Itself with other words, for example after the expansion of variables. */
    Instruction withWords(List<String> others) {
        return new Instruction(keyword, onbuild, flags, text, others, json, heredocs, textAt, lines);
    }

    /** The form that may be null is only for callers that look a word up by position. */
    @Nullable
    String word(int index) {
        return index < words.size() ? words.get(index) : null;
    }
}
