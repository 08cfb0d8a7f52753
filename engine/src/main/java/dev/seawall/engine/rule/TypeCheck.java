package dev.seawall.engine.rule;

import java.util.BitSet;

/** Compares {@code evt.type} by number. */
final class TypeCheck extends Predicate {
    private final BitSet fitting;

    TypeCheck(BitSet fitting) {
        this.fitting = fitting;
    }

    @Override
    boolean test(Event event) {
        int type = event.type();
        return type >= 0 && fitting.get(type);
    }

    @Override
    int cost() {
        return 1;
    }

    @Override
    Predicate forType(int type) {
        return fitting.get(type) ? ALWAYS : NEVER;
    }

    @Override
    BitSet types(boolean wanted) {
        BitSet types = (BitSet) fitting.clone();
        if (!wanted) {
            types.flip(0, EventTypes.size());
        }
        return types;
    }
}
