package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A name and a value of ENV, LABEL or ARG as written, quotes kept.
 *
 * @param name quotes removed
 * @param value as written
 * @param assigned false for an ARG without default
 */
record Pair(String name, String value, boolean assigned) {
    /** Those of one instruction; {@code ENV name value} is read too. */
    static List<Pair> of(Instruction instruction, char escape) {
        List<String> words = instruction.words();
        boolean legacy =
                !instruction.is("ARG") && !words.isEmpty() && words.getFirst().indexOf('=') < 0;
        if (legacy) {
            String name = words.getFirst();
            return List.of(new Pair(
                    Words.unquoted(name, escape),
                    instruction.text().substring(name.length()).strip(),
                    true));
        }
        List<Pair> pairs = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = Words.unquoted(equals < 0 ? word : word.substring(0, equals), escape);
            pairs.add(new Pair(name, equals < 0 ? "" : word.substring(equals + 1), equals >= 0));
        }
        return pairs;
    }
}
