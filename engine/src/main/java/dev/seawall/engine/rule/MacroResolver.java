package dev.seawall.engine.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Puts the conditions of macros where conditions name them. */
final class MacroResolver {
    /** How many checks a condition may have once its macros are in place; more is a bomb. */
    private static final int MOST_CHECKS = 200_000;

    private final Map<String, Expr> macros;
    private final Predicate<String> visible;
    private final Set<String> used;
    private final Deque<String> path = new ArrayDeque<>();
    private int checks;

    /** @param visible which macros the condition may name */
    MacroResolver(Map<String, Expr> macros, Predicate<String> visible, Set<String> used) {
        this.macros = macros;
        this.visible = visible;
        this.used = used;
    }

    Expr resolve(Expr expr) throws FilterException {
        return switch (expr) {
            case Expr.All all -> new Expr.All(resolveAll(all.parts()));
            case Expr.Any any -> new Expr.Any(resolveAll(any.parts()));
            case Expr.Not not -> new Expr.Not(resolve(not.part()));
            case Expr.MacroName name -> macro(name);
            case Expr.Check check -> {
                checks++;
                if (checks > MOST_CHECKS) {
                    throw new FilterException("the macros make this condition too large", check.offset());
                }
                yield check;
            }
        };
    }

    private List<Expr> resolveAll(List<Expr> parts) throws FilterException {
        List<Expr> out = new ArrayList<>(parts.size());
        for (Expr each : parts) {
            out.add(resolve(each));
        }
        return out;
    }

    private Expr macro(Expr.MacroName name) throws FilterException {
        Expr found = macros.get(name.name());
        if (found == null || !visible.test(name.name())) {
            throw new FilterException("Undefined macro '" + name.name() + "' used in filter.", name.offset());
        }
        if (path.contains(name.name())) {
            throw new FilterException("reference loop in macro", name.offset());
        }
        used.add(name.name());
        path.push(name.name());
        try {
            return resolve(found);
        } catch (FilterException inside) {
            throw inside.at(name.offset());
        } finally {
            path.pop();
        }
    }
}
