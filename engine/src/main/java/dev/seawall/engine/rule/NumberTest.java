package dev.seawall.engine.rule;

/** Compares numbers. */
final class NumberTest {
    private NumberTest() {}

    static boolean holds(Operator operator, long left, long right) {
        return switch (operator) {
            case EQUAL, EQUAL_TWICE, IN, INTERSECTS -> left == right;
            case NOT_EQUAL -> left != right;
            default -> ordered(operator, Long.compare(left, right));
        };
    }

    static boolean holdsUnsigned(Operator operator, long left, long right) {
        return operator.isOrder() ? ordered(operator, Long.compareUnsigned(left, right)) : holds(operator, left, right);
    }

    static boolean ordered(Operator operator, int order) {
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case EQUAL, EQUAL_TWICE, IN, INTERSECTS -> order == 0;
            case NOT_EQUAL -> order != 0;
            default -> throw new IllegalArgumentException(operator.word());
        };
    }
}
