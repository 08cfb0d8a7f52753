package dev.seawall.engine.rule;

import java.util.Set;

/** The test a text operator makes of one right value. */
final class TextTests {
    private TextTests() {}

    static TextTest of(Operator operator, String right) {
        return switch (operator) {
            case EQUAL, EQUAL_TWICE -> new TextTest.Equal(right, true);
            case NOT_EQUAL -> new TextTest.Equal(right, false);
            case IN, INTERSECTS -> new TextTest.OneOf(Set.of(right));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> new TextTest.Ordered(operator, right);
            case CONTAINS -> new TextTest.Inside(right);
            case CONTAINS_ANY_CASE -> new TextTest.InsideAnyCase(ValueCompiler.lower(right));
            case STARTS_WITH -> new TextTest.Prefix(right);
            case ENDS_WITH -> new TextTest.Suffix(right);
            case GLOB -> new TextTest.Pattern(new Glob(right, false));
            case GLOB_ANY_CASE -> new TextTest.Pattern(new Glob(right, true));
            case EXISTS, CONTAINS_BYTES, STARTS_WITH_BYTES, REGEX, PATH_MATCH ->
                throw new IllegalArgumentException(operator.word());
        };
    }
}
