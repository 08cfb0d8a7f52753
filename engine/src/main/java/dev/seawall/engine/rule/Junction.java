package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** All or any of several predicates, the cheapest tried first: they have no effects, so their order is free. */
final class Junction extends Predicate {
    private final boolean all;
    private final Predicate[] parts;
    private final int cost;

    private Junction(boolean all, List<Predicate> parts) {
        this.all = all;
        this.parts = parts.toArray(Predicate[]::new);
        this.cost = parts.stream().mapToInt(Predicate::cost).sum() + 1;
    }

    static Predicate of(boolean all, List<Predicate> parts) {
        Predicate neutral = all ? ALWAYS : NEVER;
        Predicate decisive = all ? NEVER : ALWAYS;
        if (parts.contains(decisive)) {
            return decisive;
        }
        List<Predicate> kept = flat(all, parts);
        kept.removeIf(part -> part == neutral);
        if (!all && kept.size() > 1) {
            kept = TextFieldCheck.merged(kept);
        }
        if (kept.size() < 2) {
            return kept.isEmpty() ? neutral : kept.getFirst();
        }
        kept.sort(Comparator.comparingInt(Predicate::cost));
        return new Junction(all, kept);
    }

    /** Parts that are junctions of the same kind themselves are opened. */
    private static List<Predicate> flat(boolean all, List<Predicate> parts) {
        List<Predicate> out = new ArrayList<>();
        for (Predicate part : parts) {
            if (part instanceof Junction inner && inner.all == all) {
                out.addAll(List.of(inner.parts));
            } else {
                out.add(part);
            }
        }
        return out;
    }

    @Override
    boolean test(Event event) {
        for (Predicate part : parts) {
            if (part.test(event) != all) {
                return !all;
            }
        }
        return all;
    }

    @Override
    int cost() {
        return cost;
    }

    @Override
    Predicate forType(int type) {
        List<Predicate> mapped = new ArrayList<>(parts.length);
        for (Predicate part : parts) {
            mapped.add(part.forType(type));
        }
        return of(all, mapped);
    }

    @Override
    BitSet types(boolean wanted) {
        boolean intersect = wanted == all;
        BitSet types = intersect ? everyType() : new BitSet();
        for (Predicate part : parts) {
            if (intersect) {
                types.and(part.types(wanted));
            } else {
                types.or(part.types(wanted));
            }
        }
        return types;
    }
}
