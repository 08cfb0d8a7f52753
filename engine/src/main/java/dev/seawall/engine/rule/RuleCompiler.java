package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Compiles what the files define. A bad rule is reported and left out; the others go on. */
final class RuleCompiler {
    private static final int MANY_TYPES = 100;
    private static final String OLD_FIELD = "evt.dir";

    private final Definitions definitions;
    private final Consumer<RuleMessage> messages;
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final Map<String, Expr> macros = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    RuleCompiler(Definitions definitions, Consumer<RuleMessage> messages) {
        this.definitions = definitions;
        this.messages = messages;
    }

    List<Rule> compile() {
        definitions.lists().values().forEach(this::list);
        definitions.macros().values().forEach(this::macro);
        checkMacros();
        List<Rule> rules = new ArrayList<>(definitions.ready());
        for (RuleDefinition each : definitions.rules().values()) {
            try {
                if (EventSources.isKnown(each.source)) {
                    rule(each, rules);
                }
            } catch (BadRuleException bad) {
                messages.accept(bad.message());
            }
        }
        warnOfUnused();
        return rules;
    }

    /** A list sees the lists that were defined before its last change. */
    private void list(Definitions.ListDefinition list) {
        List<String> items = new ArrayList<>();
        for (String item : list.items) {
            Definitions.ListDefinition other = definitions.lists().get(item);
            if (other != null && other.index < list.visible) {
                used.add(item);
                items.addAll(other == list ? List.of() : other.items);
            } else {
                items.add(item);
            }
        }
        lists.put(list.name, items);
    }

    private void macro(Definitions.MacroDefinition macro) {
        try {
            macros.put(macro.name, parse(macro.condition, macro.conditionPlace));
        } catch (BadRuleException bad) {
            messages.accept(bad.message());
        }
    }

    private Expr parse(String condition, Place place) throws BadRuleException {
        String expanded = ListExpansion.expand(condition, lists, used, place);
        try {
            return FilterParser.parse(expanded);
        } catch (FilterException bad) {
            throw new BadRuleException(place, bad.message() + near(expanded, bad.offset()));
        }
    }

    private static String near(String condition, int offset) {
        String bytes = ByteText.of(condition);
        int from = Math.clamp(offset, 0, bytes.length());
        String rest = ByteText.decode(bytes.substring(from, Math.min(bytes.length(), from + 40)))
                .strip();
        String where = " (character " + (from + 1) + " of the condition";
        return rest.isEmpty() ? where + ", at its end)" : where + ", near '" + rest.replace('\n', ' ') + "')";
    }

    private void checkMacros() {
        for (Definitions.MacroDefinition macro : definitions.macros().values()) {
            Expr parsed = macros.get(macro.name);
            try {
                if (parsed != null) {
                    resolver(macro.visible).resolve(parsed);
                }
            } catch (FilterException bad) {
                messages.accept(macro.place.error(bad.message() + near(macro.condition, bad.offset())));
            }
        }
    }

    private MacroResolver resolver(int visible) {
        return new MacroResolver(
                macros,
                name -> {
                    Definitions.MacroDefinition macro = definitions.macros().get(name);
                    return macro != null && macro.index < visible;
                },
                used);
    }

    private void rule(RuleDefinition rule, List<Rule> rules) throws BadRuleException {
        String condition =
                rule.exceptions.isEmpty() ? rule.condition : ExceptionClause.append(rule.condition, rule.exceptions);
        OutputTemplate output = output(rule);
        Expr parsed = parse(condition, rule.conditionPlace);
        Filter filter = output == null ? null : filter(rule, condition, parsed);
        if (output == null || filter == null) {
            return;
        }
        warnOfTypes(rule, filter);
        rules.add(new Rule(
                rule.name,
                rule.description,
                rule.source,
                rule.condition,
                filter,
                output,
                rule.output,
                rule.priority,
                List.copyOf(rule.tags),
                rule.enabled,
                rule.samples,
                rule.place.file(),
                rule.place.line()));
    }

    private @org.jspecify.annotations.Nullable OutputTemplate output(RuleDefinition rule) throws BadRuleException {
        if (rule.output.contains("%container.info")) {
            messages.accept(rule.outputPlace.warning("%container.info is deprecated and adds nothing"));
        }
        if (rule.output.contains(OLD_FIELD)) {
            messages.accept(rule.outputPlace.warning(
                    "usage of deprecated field '" + OLD_FIELD + "' has been detected in the rule output"));
        }
        try {
            return OutputTemplate.parse(rule.output, rule.source);
        } catch (FilterException bad) {
            forgive(rule, rule.outputPlace, bad, "");
            return null;
        }
    }

    private @org.jspecify.annotations.Nullable Filter filter(RuleDefinition rule, String condition, Expr parsed)
            throws BadRuleException {
        try {
            Expr resolved = resolver(Integer.MAX_VALUE).resolve(parsed);
            if (resolved.toString().contains(OLD_FIELD)) {
                messages.accept(rule.conditionPlace.warning(
                        "usage of deprecated field '" + OLD_FIELD + "' has been detected in the rule condition"));
            }
            return Filter.of(resolved, rule.source);
        } catch (FilterException bad) {
            forgive(rule, rule.conditionPlace, bad, near(condition, bad.offset()));
            return null;
        }
    }

    /** A rule may say that it is to be left out where this engine does not know what it names. */
    private void forgive(RuleDefinition rule, Place place, FilterException bad, String near) throws BadRuleException {
        if (!bad.isUnknownName() || !rule.skipsIfUnknown) {
            throw new BadRuleException(place, bad.message() + near);
        }
        messages.accept(place.warning(bad.message() + near + ": rule skipped"));
    }

    private void warnOfTypes(RuleDefinition rule, Filter filter) {
        BitSet types = filter.eventTypes();
        if (rule.warnsAboutTypes && rule.source.equals(EventSources.SYSCALL) && types.cardinality() > MANY_TYPES) {
            messages.accept(rule.place.warning(
                    "Rule matches too many evt.type values. This has a significant performance penalty."));
        }
    }

    private void warnOfUnused() {
        definitions.macros().values().stream()
                .filter(each -> !used.contains(each.name))
                .forEach(each -> messages.accept(
                        each.place.warning("Macro '" + each.name + "' not referred to by any other rule/macro")));
        definitions.lists().values().stream()
                .filter(each -> !used.contains(each.name))
                .forEach(each -> messages.accept(
                        each.place.warning("List '" + each.name + "' not referred to by any other rule/macro")));
    }
}
