package dev.seawall.engine.rule;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The comparisons of single values and lists with what is known beforehand. */
final class Checks {
    private Checks() {}

    /** The price of asking an event for a field. */
    private static final int ASK = 2;

    /** The event has the field. */
    static final class Exists extends Predicate {
        private final Value left;

        Exists(Value left) {
            this.left = left;
        }

        @Override
        boolean test(Event event) {
            if (left.isList()) {
                return left.texts(event) != null;
            }
            if (left.isAny()) {
                return left.texts(event) != null || left.addresses(event) != null || left.numbers(event) != null;
            }
            return switch (left.type().family()) {
                case TEXT -> left.text(event) != null;
                case BYTES, ADDRESS -> left.bytes(event) != null;
                case DOUBLE -> !Double.isNaN(left.real(event));
                case BOOLEAN -> left.number(event) != Event.ABSENT;
                case NUMBER -> left.number(event) != Event.ABSENT;
            };
        }

        @Override
        int cost() {
            return ASK;
        }
    }

    /** A question about a text. */
    static final class OfText extends Predicate {
        private final Value left;
        private final TextTest test;

        OfText(Value left, TextTest test) {
            this.left = left;
            this.test = test;
        }

        @Override
        boolean test(Event event) {
            String text = left.text(event);
            return text != null && test.holds(text);
        }

        @Override
        int cost() {
            return ASK + test.cost();
        }
    }

    /** A question that one of several texts must answer. */
    static final class OfAnyText extends Predicate {
        private final Value left;
        private final TextTest test;

        OfAnyText(Value left, TextTest test) {
            this.left = left;
            this.test = test;
        }

        @Override
        boolean test(Event event) {
            List<String> texts = left.texts(event);
            if (texts == null) {
                return false;
            }
            for (int i = 0; i < texts.size(); i++) {
                if (test.holds(texts.get(i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        int cost() {
            return ASK + 5 * test.cost();
        }
    }

    /** A list against a set: all of it, or some. */
    static final class OfList extends Predicate {
        private final Value left;
        private final Set<String> wanted;
        private final boolean all;

        OfList(Value left, Set<String> wanted, boolean all) {
            this.left = left;
            this.wanted = Set.copyOf(wanted);
            this.all = all;
        }

        @Override
        boolean test(Event event) {
            return holds(left.texts(event), wanted, all);
        }

        static boolean holds(@Nullable List<String> texts, Set<String> wanted, boolean all) {
            if (texts == null) {
                return false;
            }
            for (int i = 0; i < texts.size(); i++) {
                if (wanted.contains(texts.get(i)) != all) {
                    return !all;
                }
            }
            return all;
        }

        @Override
        int cost() {
            return ASK + 12;
        }
    }

    /** A number against one or several. */
    static final class OfNumber extends Predicate {
        private final Value left;
        private final Operator operator;
        private final long[] right;

        OfNumber(Value left, Operator operator, long[] right) {
            this.left = left;
            this.operator = operator;
            this.right = right.clone();
        }

        @Override
        boolean test(Event event) {
            if (!left.isAny()) {
                long number = left.number(event);
                return number != Event.ABSENT && holds(number);
            }
            long[] numbers = left.numbers(event);
            if (numbers == null) {
                return false;
            }
            boolean every = operator == Operator.NOT_EQUAL;
            for (long number : numbers) {
                if (holds(number) != every) {
                    return !every;
                }
            }
            return every;
        }

        private boolean holds(long number) {
            FieldType type = left.type();
            long fitted = type.fit(number);
            for (long each : right) {
                boolean held = type.isSigned()
                        ? NumberTest.holds(operator, fitted, each)
                        : NumberTest.holdsUnsigned(operator, fitted, each);
                if (held) {
                    return true;
                }
            }
            return false;
        }

        @Override
        int cost() {
            return ASK + right.length;
        }

        /** Events are numbered from 1: rules say {@code evt.num=0} for "never". */
        @Override
        java.util.BitSet types(boolean wanted) {
            boolean never =
                    operator == Operator.EQUAL && right[0] == 0 && left.name().equals("evt.num");
            return wanted && never ? new java.util.BitSet() : everyType();
        }
    }

    /** A floating-point number against one or several. */
    static final class OfReal extends Predicate {
        private final Value left;
        private final Operator operator;
        private final double[] right;

        OfReal(Value left, Operator operator, double[] right) {
            this.left = left;
            this.operator = operator;
            this.right = right.clone();
        }

        @Override
        boolean test(Event event) {
            double number = left.real(event);
            if (Double.isNaN(number)) {
                return false;
            }
            for (double each : right) {
                if (NumberTest.ordered(operator, Double.compare(number + 0.0, each + 0.0))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        int cost() {
            return ASK + right.length;
        }
    }

    /** An address against addresses or networks. */
    static final class OfAddress extends Predicate {
        private final Value left;
        private final boolean positive;
        private final List<AddressRange> right;

        OfAddress(Value left, boolean positive, List<AddressRange> right) {
            this.left = left;
            this.positive = positive;
            this.right = List.copyOf(right);
        }

        @Override
        boolean test(Event event) {
            if (!left.isAny()) {
                byte[] address = left.bytes(event);
                return address != null && holds(address);
            }
            List<byte[]> addresses = left.addresses(event);
            if (addresses == null) {
                return false;
            }
            for (int i = 0; i < addresses.size(); i++) {
                if (holds(addresses.get(i)) == positive) {
                    return positive;
                }
            }
            return !positive;
        }

        private boolean holds(byte[] address) {
            for (int i = 0; i < right.size(); i++) {
                if (right.get(i).contains(address)) {
                    return positive;
                }
            }
            return !positive;
        }

        @Override
        int cost() {
            return ASK + 3 * right.size();
        }
    }
}
