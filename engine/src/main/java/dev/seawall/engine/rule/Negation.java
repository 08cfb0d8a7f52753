package dev.seawall.engine.rule;

import java.util.BitSet;

/** True where its part is not, absent values included. */
final class Negation extends Predicate {
    private final Predicate part;

    private Negation(Predicate part) {
        this.part = part;
    }

    static Predicate of(Predicate part) {
        if (part == ALWAYS) {
            return NEVER;
        }
        return part == NEVER ? ALWAYS : new Negation(part);
    }

    @Override
    boolean test(Event event) {
        return !part.test(event);
    }

    @Override
    int cost() {
        return part.cost();
    }

    @Override
    Predicate forType(int type) {
        return of(part.forType(type));
    }

    @Override
    BitSet types(boolean wanted) {
        return part.types(!wanted);
    }
}
