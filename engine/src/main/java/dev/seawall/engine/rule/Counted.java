package dev.seawall.engine.rule;

import java.util.List;

/** A text operator with a modifier: how many of the right values it must hold for. */
final class Counted extends Predicate {
    private final Modifier modifier;
    private final Predicate[] parts;

    Counted(Modifier modifier, List<Predicate> parts) {
        this.modifier = modifier;
        this.parts = parts.toArray(Predicate[]::new);
    }

    @Override
    boolean test(Event event) {
        int held = 0;
        for (Predicate part : parts) {
            if (part.test(event)) {
                held++;
            }
        }
        return switch (modifier) {
            case ONE_OF -> held == 1;
            case ANY_OF, NONE -> held > 0;
            case ALL_OF -> held == parts.length && held > 0;
        };
    }

    @Override
    int cost() {
        int sum = 1;
        for (Predicate part : parts) {
            sum += part.cost();
        }
        return sum;
    }
}
