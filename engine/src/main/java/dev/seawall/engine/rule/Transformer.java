package dev.seawall.engine.rule;

import java.util.List;

/** The functions a filter may apply to fields and texts. */
enum Transformer {
    TO_LOWER("tolower"),
    TO_UPPER("toupper"),
    BASE64("b64"),
    BASE_NAME("basename"),
    LENGTH("len"),
    JOIN("join"),
    CONCAT("concat"),
    GETOPT("getopt"),
    /** The value of a field, to the right of an operator only. */
    VALUE("val");

    private static final List<Transformer> ALL = List.of(values());

    private final String word;

    Transformer(String word) {
        this.word = word;
    }

    static List<Transformer> all() {
        return ALL;
    }

    String word() {
        return word;
    }
}
