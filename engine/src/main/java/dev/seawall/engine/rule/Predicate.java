package dev.seawall.engine.rule;

import java.util.BitSet;

/**
 * A compiled condition or part of one. Testing allocates nothing. What depends on the event's type alone can be settled
 * beforehand ({@link #forType}), which is how a rule set is indexed.
 */
abstract class Predicate {
    static final Predicate ALWAYS = new Constant(true);
    static final Predicate NEVER = new Constant(false);

    abstract boolean test(Event event);

    /** What a test costs, in units of one comparison of numbers. */
    abstract int cost();

    /** The same for events of one type, simplified. */
    Predicate forType(int type) {
        return this;
    }

    /** The types an event must have for this to be {@code wanted}; all where the type says nothing. */
    BitSet types(boolean wanted) {
        return everyType();
    }

    static BitSet everyType() {
        BitSet all = new BitSet();
        all.set(0, EventTypes.size());
        return all;
    }

    private static final class Constant extends Predicate {
        private final boolean value;

        Constant(boolean value) {
            this.value = value;
        }

        @Override
        boolean test(Event event) {
            return value;
        }

        @Override
        int cost() {
            return 0;
        }

        @Override
        BitSet types(boolean wanted) {
            return wanted == value ? everyType() : new BitSet();
        }
    }
}
