package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the items of a file that are rules: new ones, and those that extend, override or switch earlier ones. */
final class RuleItemReader {
    static final String APPEND_IS_OLD =
            "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under 'override' instead.";
    static final String APPEND_AND_OVERRIDE =
            "Keys 'override' and 'append: true' cannot be used together. Add an 'append' entry (e.g. 'condition: append') under 'override' instead.";
    private static final String ENABLED_IS_OLD =
            "The standalone 'enabled' key usage is deprecated. The correct approach requires also a 'replace' entry under the 'override' key (i.e. 'enabled: replace').";
    private static final Set<String> APPENDABLE =
            new TreeSet<>(Set.of("condition", "output", "desc", "tags", "exceptions"));
    private static final Set<String> REPLACEABLE = new TreeSet<>(Set.of(
            "condition",
            "output",
            "desc",
            "priority",
            "tags",
            "exceptions",
            "enabled",
            "warn_evttypes",
            "skip-if-unknown-filter",
            "capture",
            "capture_duration"));

    private final Definitions definitions;
    private final Consumer<RuleMessage> messages;

    RuleItemReader(Definitions definitions, Consumer<RuleMessage> messages) {
        this.definitions = definitions;
        this.messages = messages;
    }

    void read(Item item) throws BadRuleException {
        String name = item.required("rule");
        boolean append = item.truth("append", false);
        if (append) {
            messages.accept(item.place().warning(APPEND_IS_OLD));
        }
        Overrides overrides = Overrides.read(item, APPENDABLE, REPLACEABLE);
        if (append && !overrides.isEmpty()) {
            throw item.failure(APPEND_AND_OVERRIDE);
        }
        if (!overrides.isEmpty()) {
            override(item, earlier(item, name, overrides), overrides);
        } else if (append) {
            appendAll(item, earlier(item, name, overrides));
        } else if (isSwitch(item)) {
            enable(item, name);
        } else {
            define(item, name);
        }
    }

    private RuleDefinition earlier(Item item, String name, Overrides overrides) throws BadRuleException {
        RuleDefinition rule = definitions.rules().get(name);
        if (rule == null) {
            throw item.failure(
                    overrides.isEmpty() || !overrides.append().isEmpty()
                            ? "Rule uses 'append' or 'override.<key>: append' but no rule by that name already exists"
                            : "An 'override.<key>: replace' to a rule was requested but no rule by that name already exists");
        }
        String source = item.loose("source");
        if (!source.isEmpty() && !source.equals(rule.source)) {
            throw item.failure("Rule has been re-defined with a different source");
        }
        return rule;
    }

    private void override(Item item, RuleDefinition rule, Overrides overrides) throws BadRuleException {
        Set<String> left = new TreeSet<>(REPLACEABLE);
        left.retainAll(item.keys());
        for (String key : overrides.append()) {
            expect(item, left, "append", key);
            append(item, rule, key);
        }
        for (String key : overrides.replace()) {
            expect(item, left, "replace", key);
            replace(item, rule, key);
        }
        if (!left.isEmpty()) {
            String key = left.iterator().next();
            throw new BadRuleException(
                    item.place(key),
                    "Unexpected key '" + key + "': no corresponding entry under 'override' is defined.");
        }
    }

    private static void expect(Item item, Set<String> left, String how, String key) throws BadRuleException {
        if (!left.remove(key)) {
            throw item.failure(
                    "An " + how + " override for '" + key + "' was specified but '" + key + "' is not defined");
        }
    }

    private void appendAll(Item item, RuleDefinition rule) throws BadRuleException {
        boolean any = false;
        for (String key : List.of("condition", "exceptions")) {
            if (item.has(key)) {
                append(item, rule, key);
                any = true;
            }
        }
        if (!any) {
            throw item.failure("Appended rule must have exceptions or condition property");
        }
    }

    private void append(Item item, RuleDefinition rule, String key) throws BadRuleException {
        switch (key) {
            case "condition" -> rule.condition = rule.condition + " " + item.required(key);
            case "output" -> rule.output = rule.output + " " + item.required(key);
            case "desc" -> rule.description = rule.description + " " + item.required(key);
            case "tags" -> rule.tags.addAll(item.texts(key));
            default -> appendExceptions(item, rule);
        }
    }

    private void appendExceptions(Item item, RuleDefinition rule) throws BadRuleException {
        List<RuleException> merged = new ArrayList<>(rule.exceptions);
        for (RuleException each : RuleException.read(item, true)) {
            if (each.values().isEmpty()) {
                messages.accept(each.place().warning("Overriding/appending exception with no values"));
            }
            int at = -1;
            for (int i = 0; i < merged.size(); i++) {
                at = merged.get(i).name().equals(each.name()) ? i : at;
            }
            if (at >= 0) {
                merged.set(at, extended(merged.get(at), each));
            } else {
                merged.add(added(each, rule.source));
            }
        }
        rule.exceptions = merged;
    }

    private static RuleException added(RuleException each, String source) throws BadRuleException {
        if (each.fields() == null) {
            throw new BadRuleException(each.place(), "Rule exception must have fields property with a list of fields");
        }
        if (each.values().isEmpty()) {
            throw new BadRuleException(each.place(), "Rule exception must have values property with a list of values");
        }
        return each.complete(source);
    }

    private static RuleException extended(RuleException earlier, RuleException more) throws BadRuleException {
        if (more.fields() != null || more.comparisons() != null) {
            throw new BadRuleException(
                    more.place(),
                    "Can not append exception " + (more.fields() != null ? "fields" : "comps")
                            + " to existing exception, only values");
        }
        List<Entry> values = new ArrayList<>(earlier.values());
        values.addAll(more.values());
        return new RuleException(earlier.name(), earlier.fields(), earlier.comparisons(), values, earlier.place());
    }

    private static void replace(Item item, RuleDefinition rule, String key) throws BadRuleException {
        switch (key) {
            case "condition" -> {
                rule.condition = item.required(key);
                rule.conditionPlace = item.place(key);
            }
            case "output" -> {
                rule.output = item.required(key);
                rule.outputPlace = item.place(key);
            }
            case "desc" -> rule.description = item.required(key);
            case "tags" -> rule.tags = new TreeSet<>(item.texts(key));
            case "priority" -> rule.priority = priority(item);
            case "exceptions" -> rule.exceptions = exceptions(item, rule.source);
            case "enabled" -> rule.enabled = item.truth(key, true);
            case "warn_evttypes" -> rule.warnsAboutTypes = item.truth(key, true);
            case "skip-if-unknown-filter" -> rule.skipsIfUnknown = item.truth(key, false);
            default -> item.required(key);
        }
    }

    private static Priority priority(Item item) throws BadRuleException {
        return Priority.find(item.required("priority"))
                .orElseThrow(() -> new BadRuleException(item.place("priority"), "Invalid priority"));
    }

    private static List<RuleException> exceptions(Item item, String source) throws BadRuleException {
        List<RuleException> out = new ArrayList<>();
        for (RuleException each : RuleException.read(item, false)) {
            out.add(each.complete(source));
        }
        return out;
    }

    private static boolean isSwitch(Item item) {
        return !item.has("condition") && !item.has("output") && !item.has("desc") && !item.has("priority");
    }

    private void enable(Item item, String name) throws BadRuleException {
        boolean enabled = item.required("enabled") != null && item.truth("enabled", true);
        messages.accept(item.place().warning(ENABLED_IS_OLD));
        RuleDefinition rule = definitions.rules().get(name);
        if (rule == null) {
            throw item.failure("Rule has 'enabled' key but no rule by that name already exists");
        }
        rule.enabled = enabled;
    }

    private void define(Item item, String name) throws BadRuleException {
        RuleDefinition rule = new RuleDefinition(name, item.place());
        rule.condition = item.required("condition");
        rule.conditionPlace = item.place("condition");
        rule.output = item.required("output").strip();
        rule.outputPlace = item.place("output");
        rule.description = item.required("desc");
        rule.priority = priority(item);
        String source = item.loose("source");
        rule.source = source.isEmpty() ? "syscall" : source;
        rule.enabled = item.truth("enabled", true);
        rule.warnsAboutTypes = item.truth("warn_evttypes", true);
        rule.skipsIfUnknown = item.truth("skip-if-unknown-filter", false);
        item.truth("capture", false);
        item.optional("capture_duration");
        rule.tags = new TreeSet<>(item.has("tags") ? item.texts("tags") : List.of());
        boolean known = EventSources.isKnown(rule.source);
        if (!known) {
            messages.accept(item.place().warning("Unknown source " + rule.source + ", skipping"));
        }
        rule.exceptions = known ? exceptions(item, rule.source) : List.of();
        rule.samples = SampleReader.read(item);
        definitions.define(rule);
    }

    /** What an item's {@code override} says. */
    record Overrides(Set<String> append, Set<String> replace) {
        static Overrides read(Item item, Set<String> appendable, Set<String> replaceable) throws BadRuleException {
            Set<String> append = new TreeSet<>();
            Set<String> replace = new TreeSet<>();
            if (!item.has("override")) {
                return new Overrides(append, replace);
            }
            for (Map.Entry<String, String> each : item.entries("override").entrySet()) {
                String key = each.getKey();
                if (each.getValue().equals("append")) {
                    allow(item, appendable, key, "' cannot be appended to, use 'replace' instead");
                    append.add(key);
                } else if (each.getValue().equals("replace")) {
                    allow(item, replaceable, key, "' cannot be replaced");
                    replace.add(key);
                } else {
                    throw new BadRuleException(
                            item.place("override"),
                            "Invalid override operation for key '" + key + "': '" + each.getValue()
                                    + "'. Allowed values are: append, replace");
                }
            }
            return new Overrides(append, replace);
        }

        private static void allow(Item item, Set<String> allowed, String key, String otherwise)
                throws BadRuleException {
            if (!allowed.contains(key)) {
                throw new BadRuleException(item.place("override"), "Key '" + key + otherwise);
            }
        }

        boolean isEmpty() {
            return append.isEmpty() && replace.isEmpty();
        }
    }
}
