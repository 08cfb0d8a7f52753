package dev.seawall.engine.rule;

import java.util.BitSet;

/** One condition in Falco's language, compiled. */
public final class Filter {
    private final String normal;
    private final Predicate predicate;

    private Filter(Expr expr, String source) throws FilterException {
        this.normal = expr.toString();
        this.predicate = new FilterCompiler(source).compile(expr);
    }

    /**
     * Compiles a condition that names no macros.
     *
     * @param source the event source that must give its fields; empty for any
     * @throws FilterException where it is no condition, or a field, type or value does not fit
     */
    public static Filter compile(String condition, String source) throws FilterException {
        return of(FilterParser.parse(condition), source);
    }

    static Filter of(Expr resolved, String source) throws FilterException {
        return new Filter(resolved, source);
    }

    /**
     * Checks the syntax alone; unknown fields and macros are accepted.
     *
     * @throws FilterException where it is no condition
     */
    public static void parse(String condition) throws FilterException {
        FilterParser.parse(condition);
    }

    /** True where the event meets the condition. */
    public boolean matches(Event event) {
        return predicate.test(event);
    }

    Predicate predicate() {
        return predicate;
    }

    /** The types of events that can meet it; all types where it names none. */
    public BitSet eventTypes() {
        return predicate.types(true);
    }

    /** The condition in normal form, lists and macros resolved. */
    @Override
    public String toString() {
        return normal;
    }
}
