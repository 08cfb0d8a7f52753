package dev.seawall.engine.rule;

import java.util.Arrays;
import java.util.List;

/** Bytes against one or several others. */
final class BytesCheck extends Predicate {
    private final Value left;
    private final Operator operator;
    private final List<byte[]> right;

    BytesCheck(Value left, Operator operator, List<byte[]> right) {
        this.left = left;
        this.operator = operator;
        this.right = List.copyOf(right);
    }

    @Override
    boolean test(Event event) {
        byte[] bytes = left.bytes(event);
        if (bytes == null) {
            return false;
        }
        for (int i = 0; i < right.size(); i++) {
            if (holds(operator, bytes, right.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean holds(Operator operator, byte[] bytes, byte[] other) {
        return switch (operator) {
            case EQUAL, EQUAL_TWICE, IN, INTERSECTS -> Arrays.equals(bytes, other);
            case NOT_EQUAL -> !Arrays.equals(bytes, other);
            case CONTAINS, CONTAINS_BYTES -> contains(bytes, other);
            case STARTS_WITH, STARTS_WITH_BYTES -> at(bytes, other, 0);
            case ENDS_WITH -> at(bytes, other, bytes.length - other.length);
            default -> throw new IllegalArgumentException(operator.word());
        };
    }

    private static boolean contains(byte[] bytes, byte[] other) {
        for (int i = 0; i <= bytes.length - other.length; i++) {
            if (at(bytes, other, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean at(byte[] bytes, byte[] other, int from) {
        int to = from + other.length;
        return from >= 0 && to <= bytes.length && Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    @Override
    int cost() {
        return 20;
    }
}
