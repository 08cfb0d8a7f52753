package dev.seawall.engine.ecosystem.golang;

import dev.seawall.engine.ecosystem.PackageText;
import java.util.ArrayList;
import java.util.List;

/** The statements of a go.mod or go.work file, blocks in parentheses taken apart. */
final class ModuleDirectives {
    /** @param words the arguments, without quotes and comments */
    record Directive(String verb, List<String> words, int line) {}

    private ModuleDirectives() {}

    static List<Directive> parse(PackageText file) {
        List<Directive> out = new ArrayList<>();
        String block = "";
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            List<String> words = words(raw);
            if (words.isEmpty()) {
                continue;
            }
            if (words.getFirst().equals(")")) {
                block = "";
            } else if (!block.isEmpty()) {
                out.add(new Directive(block, words, number));
            } else if (words.size() == 2 && words.getLast().equals("(")) {
                block = words.getFirst();
            } else {
                out.add(new Directive(words.getFirst(), List.copyOf(words.subList(1, words.size())), number));
            }
        }
        return out;
    }

    private static List<String> words(String line) {
        int comment = line.indexOf("//");
        String text = (comment < 0 ? line : line.substring(0, comment)).replace("(", " ( ");
        List<String> out = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            String plain = word.replaceAll("^[\"`]|[\"`]$", "");
            if (!plain.isEmpty()) {
                out.add(plain);
            }
        }
        return out;
    }
}
