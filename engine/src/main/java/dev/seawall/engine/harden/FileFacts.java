package dev.seawall.engine.harden;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one program or script names of the files it will want.
 *
 * @param elf what it asks of the loader; empty for a script
 * @param interpreter words of the first line of a script, empty for a program
 * @param paths absolute paths in its text, without the leading slash
 * @param libraries names of shared libraries in its text, which it may load itself
 * @param words words of a script that may be commands
 */
record FileFacts(
        Optional<ElfDynamic> elf,
        List<String> interpreter,
        Set<String> paths,
        Set<String> libraries,
        Set<String> words) {
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9_.+@%-]{1,100}/){0,12}[A-Za-z0-9_.+@%-]{1,100}");
    private static final Pattern LIBRARY = Pattern.compile("lib[A-Za-z0-9_.+-]{1,60}\\.so(?:\\.[0-9.]+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,50}");
    private static final int MAX_SCRIPT = 1 << 20;
    private static final int MAX_NAMES = 20_000;

    FileFacts {
        interpreter = List.copyOf(interpreter);
    }

    /** Reads a program or script; empty for other files. */
    static Optional<FileFacts> read(byte[] content) {
        Optional<ElfDynamic> elf = ElfDynamic.read(content);
        boolean script = content.length > 2 && content[0] == '#' && content[1] == '!';
        if (elf.isEmpty() && !script) {
            return Optional.empty();
        }
        int length = script ? Math.min(content.length, MAX_SCRIPT) : content.length;
        String text = new String(content, 0, length, StandardCharsets.ISO_8859_1);
        return Optional.of(new FileFacts(
                elf,
                script ? firstLine(text) : List.of(),
                all(PATH, text, 1),
                all(LIBRARY, text, 0),
                script ? all(WORD, text, 0) : Set.of()));
    }

    private static List<String> firstLine(String text) {
        String line = text.substring(2, text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n'));
        List<String> words = new ArrayList<>();
        for (String word : line.strip().split("\\s+", 8)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static Set<String> all(Pattern pattern, String text, int from) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find() && found.size() < MAX_NAMES) {
            found.add(matcher.group().substring(from));
        }
        return found;
    }
}
