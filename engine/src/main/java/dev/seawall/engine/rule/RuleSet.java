package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one event source, indexed by the type of event: an event meets only the rules that its type can fire, and
 * those without the checks that its type already answers. Judging allocates nothing and may run in several threads.
 */
public final class RuleSet {
    private static final Entry[] NONE = new Entry[0];

    private final Entry[][] byType;
    private final Entry[] untyped;

    private record Entry(Rule rule, Predicate predicate) {}

    private RuleSet(List<Rule> rules) {
        this.byType = new Entry[EventTypes.size()][];
        for (int type = 0; type < byType.length; type++) {
            byType[type] = entries(rules, type);
        }
        this.untyped = rules.stream()
                .map(rule -> new Entry(rule, rule.filter().predicate()))
                .toArray(Entry[]::new);
    }

    /** The enabled rules of that source, asked in their order. */
    public static RuleSet of(List<Rule> rules, String source) {
        return new RuleSet(rules.stream()
                .filter(rule -> rule.enabled() && rule.source().equals(source))
                .toList());
    }

    private static Entry[] entries(List<Rule> rules, int type) {
        List<Entry> entries = new ArrayList<>();
        for (Rule rule : rules) {
            Predicate predicate = rule.filter().predicate();
            if (predicate.types(true).get(type)) {
                Predicate narrowed = predicate.forType(type);
                if (narrowed != Predicate.NEVER) {
                    entries.add(new Entry(rule, narrowed));
                }
            }
        }
        return entries.isEmpty() ? NONE : entries.toArray(Entry[]::new);
    }

    private Entry[] entries(Event event) {
        int type = event.type();
        return type >= 0 && type < byType.length ? byType[type] : untyped;
    }

    /** The first rule the event fires, or null. */
    public @Nullable Rule first(Event event) {
        for (Entry entry : entries(event)) {
            if (entry.predicate.test(event)) {
                return entry.rule;
            }
        }
        return null;
    }

    /** Tells the sink every rule the event fires, in order. */
    public void all(Event event, RuleSink sink) {
        for (Entry entry : entries(event)) {
            if (entry.predicate.test(event)) {
                sink.fired(entry.rule, event);
            }
        }
    }

    /** The types of events that can fire any of the rules: what a sensor must deliver. */
    public BitSet eventTypes() {
        BitSet types = new BitSet();
        for (int type = 0; type < byType.length; type++) {
            types.set(type, byType[type].length > 0);
        }
        return types;
    }
}
