package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;

/** Compiles a condition whose macros are resolved. */
final class FilterCompiler {
    private final CheckCompiler checks;

    FilterCompiler(String source) {
        this.checks = new CheckCompiler(source);
    }

    Predicate compile(Expr expr) throws FilterException {
        return switch (expr) {
            case Expr.All all -> Junction.of(true, compileAll(all.parts()));
            case Expr.Any any -> Junction.of(false, compileAll(any.parts()));
            case Expr.Not not -> Negation.of(compile(not.part()));
            case Expr.Check check -> checks.compile(check);
            case Expr.MacroName name ->
                throw new FilterException("Undefined macro '" + name.name() + "' used in filter.", name.offset());
        };
    }

    private List<Predicate> compileAll(List<Expr> parts) throws FilterException {
        List<Predicate> out = new ArrayList<>(parts.size());
        for (Expr each : parts) {
            out.add(compile(each));
        }
        return out;
    }
}
