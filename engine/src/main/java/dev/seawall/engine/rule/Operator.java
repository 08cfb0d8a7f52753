package dev.seawall.engine.rule;

import java.util.List;
import java.util.Optional;

/** The comparison operators of a filter, in the order in which the parser tries them. */
enum Operator {
    EXISTS("exists", Shape.NONE),
    LESS_OR_EQUAL("<=", Shape.NUMBER),
    LESS("<", Shape.NUMBER),
    GREATER_OR_EQUAL(">=", Shape.NUMBER),
    GREATER(">", Shape.NUMBER),
    EQUAL_TWICE("==", Shape.TEXT),
    EQUAL("=", Shape.TEXT),
    NOT_EQUAL("!=", Shape.TEXT),
    GLOB("glob", Shape.TEXT),
    GLOB_ANY_CASE("iglob", Shape.TEXT),
    CONTAINS("contains", Shape.TEXT),
    CONTAINS_ANY_CASE("icontains", Shape.TEXT),
    CONTAINS_BYTES("bcontains", Shape.TEXT),
    STARTS_WITH("startswith", Shape.TEXT),
    STARTS_WITH_BYTES("bstartswith", Shape.TEXT),
    ENDS_WITH("endswith", Shape.TEXT),
    REGEX("regex", Shape.TEXT),
    INTERSECTS("intersects", Shape.LIST),
    IN("in", Shape.LIST),
    PATH_MATCH("pmatch", Shape.LIST);

    /** What stands to the right of it. */
    enum Shape {
        NONE,
        NUMBER,
        TEXT,
        LIST
    }

    private static final List<Operator> ALL = List.of(values());

    private final String word;
    private final Shape shape;

    Operator(String word, Shape shape) {
        this.word = word;
        this.shape = shape;
    }

    static List<Operator> all() {
        return ALL;
    }

    static Optional<Operator> find(String word) {
        return ALL.stream().filter(each -> each.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    Shape shape() {
        return shape;
    }

    /** {@code ==} and {@code =} are one. */
    Operator plain() {
        return this == EQUAL_TWICE ? EQUAL : this;
    }

    /** Words of the text operators want a blank behind them. */
    boolean wantsBlank() {
        return shape == Shape.TEXT && Character.isLetter(word.charAt(0));
    }

    boolean isOrder() {
        return shape == Shape.NUMBER;
    }
}
