package dev.seawall.engine.rule;

import java.util.List;

/** How many values of the right side a text operator must hold for. */
enum Modifier {
    NONE(""),
    ONE_OF("oneof"),
    ANY_OF("anyof"),
    ALL_OF("allof");

    private static final List<Modifier> WORDS = List.of(ONE_OF, ANY_OF, ALL_OF);

    private final String word;

    Modifier(String word) {
        this.word = word;
    }

    static List<Modifier> words() {
        return WORDS;
    }

    String word() {
        return word;
    }
}
