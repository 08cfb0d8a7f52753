package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the files define so far, in the order of their first definition; later items replace or extend earlier ones. */
final class Definitions {
    /** A list. {@code index}: when it was first defined; {@code visible}: what it sees is what was defined before that. */
    static final class ListDefinition {
        final String name;
        final Place place;
        final List<String> items;
        int index;
        int visible;

        ListDefinition(String name, Place place, List<String> items) {
            this.name = name;
            this.place = place;
            this.items = new ArrayList<>(items);
        }
    }

    /** A macro. */
    static final class MacroDefinition {
        final String name;
        final Place place;
        final Place conditionPlace;
        String condition;
        int index;
        int visible;

        MacroDefinition(String name, Place place, Place conditionPlace, String condition) {
            this.name = name;
            this.place = place;
            this.conditionPlace = conditionPlace;
            this.condition = condition;
        }
    }

    private final Map<String, ListDefinition> lists = new LinkedHashMap<>();
    private final Map<String, MacroDefinition> macros = new LinkedHashMap<>();
    private final Map<String, RuleDefinition> rules = new LinkedHashMap<>();
    private final List<Rule> ready = new ArrayList<>();
    private int next;

    /** A rule that needs nothing of the others, because it was written in another language. */
    void add(Rule rule) {
        ready.add(rule);
    }

    List<Rule> ready() {
        return ready;
    }

    Map<String, ListDefinition> lists() {
        return lists;
    }

    Map<String, MacroDefinition> macros() {
        return macros;
    }

    Map<String, RuleDefinition> rules() {
        return rules;
    }

    void define(ListDefinition list) {
        ListDefinition earlier = lists.get(list.name);
        list.visible = next++;
        list.index = earlier == null ? list.visible : earlier.index;
        lists.put(list.name, list);
    }

    void append(ListDefinition list) throws BadRuleException {
        ListDefinition earlier = lists.get(list.name);
        if (earlier == null) {
            throw new BadRuleException(
                    list.place,
                    "List uses 'append' or 'override.items: append' but no list by that name already exists");
        }
        earlier.items.addAll(list.items);
        earlier.visible = next++;
    }

    void define(MacroDefinition macro) {
        MacroDefinition earlier = macros.get(macro.name);
        macro.visible = next++;
        macro.index = earlier == null ? macro.visible : earlier.index;
        macros.put(macro.name, macro);
    }

    void append(MacroDefinition macro) throws BadRuleException {
        MacroDefinition earlier = macros.get(macro.name);
        if (earlier == null) {
            throw new BadRuleException(
                    macro.place,
                    "Macro uses 'append' or 'override.condition: append' but no macro by that name already exists");
        }
        earlier.condition = earlier.condition + " " + macro.condition;
        earlier.visible = next++;
    }

    void define(RuleDefinition rule) throws BadRuleException {
        RuleDefinition earlier = rules.get(rule.name);
        if (earlier != null && !earlier.source.equals(rule.source)) {
            throw new BadRuleException(rule.place, "Rule has been re-defined with a different source");
        }
        rules.put(rule.name, rule);
    }
}
