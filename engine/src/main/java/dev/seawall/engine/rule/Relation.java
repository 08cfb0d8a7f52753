package dev.seawall.engine.rule;

import java.util.List;
import java.util.Set;

/** A comparison whose right side is a field or transformer too. */
final class Relation extends Predicate {
    private final Value left;
    private final Operator operator;
    private final Value right;

    Relation(Value left, Operator operator, Value right) {
        this.left = left;
        this.operator = operator;
        this.right = right;
    }

    @Override
    boolean test(Event event) {
        if (left.isList()) {
            return lists(event);
        }
        return switch (left.type().family()) {
            case TEXT -> texts(event);
            case BYTES, ADDRESS -> bytes(event);
            case DOUBLE -> reals(event);
            case BOOLEAN, NUMBER -> numbers(event);
        };
    }

    private boolean lists(Event event) {
        List<String> wanted = right.texts(event);
        return wanted != null && Checks.OfList.holds(left.texts(event), Set.copyOf(wanted), operator == Operator.IN);
    }

    private boolean texts(Event event) {
        String a = left.text(event);
        String b = right.text(event);
        return a != null && b != null && TextTests.of(operator, b).holds(a);
    }

    private boolean bytes(Event event) {
        byte[] a = left.bytes(event);
        byte[] b = right.bytes(event);
        return a != null && b != null && BytesCheck.holds(operator, a, b);
    }

    private boolean reals(Event event) {
        double a = left.real(event);
        double b = right.real(event);
        return !Double.isNaN(a) && !Double.isNaN(b) && NumberTest.ordered(operator, Double.compare(a, b));
    }

    private boolean numbers(Event event) {
        long a = left.number(event);
        long b = right.number(event);
        FieldType type = left.type();
        return a != Event.ABSENT && b != Event.ABSENT && NumberTest.holds(operator, type.fit(a), type.fit(b));
    }

    @Override
    int cost() {
        return 30;
    }
}
