package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** An exception of a rule: fields, how each is compared, and the values that are let through. */
record RuleException(
        String name, @Nullable Entry fields, @Nullable Entry comparisons, List<Entry> values, Place place) {
    RuleException {
        values = List.copyOf(values);
    }

    /** Reads the exceptions of a rule; parts may be missing where they extend earlier ones. */
    static List<RuleException> read(Item rule, boolean partial) throws BadRuleException {
        Node node = rule.node("exceptions");
        List<RuleException> out = new ArrayList<>();
        if (node == null || Item.isNull(node)) {
            return out;
        }
        for (Node each : rule.nodes("exceptions")) {
            RuleException read = one(rule.item(each, "Rule exception must be a mapping"), partial);
            if (out.stream().anyMatch(earlier -> earlier.name.equals(read.name))) {
                throw new BadRuleException(read.place, "Exceptions names in the same object must be unique");
            }
            out.add(read);
        }
        return out;
    }

    private static RuleException one(Item item, boolean partial) throws BadRuleException {
        String name = item.required("name");
        if (!partial && !item.has("fields")) {
            throw item.failure("Item has no mapping for key 'fields'");
        }
        List<Entry> values = new ArrayList<>();
        if (item.has("values")) {
            for (Node each : item.nodes("values")) {
                values.add(Entry.from(each, item.place().file(), 0));
            }
        }
        return new RuleException(name, entry(item, "fields"), entry(item, "comps"), values, item.place());
    }

    private static @Nullable Entry entry(Item item, String key) throws BadRuleException {
        Node node = item.node(key);
        return node == null ? null : Entry.from(node, item.place().file(), 0);
    }

    private BadRuleException failure(String text) {
        return new BadRuleException(place, text);
    }

    /** Fills in what is left out and judges the rest. */
    RuleException complete(String source) throws BadRuleException {
        Entry given = fields;
        if (given == null) {
            throw failure("Rule exception item must have fields property with a list of fields");
        }
        for (String field : given.texts()) {
            requireField(field, source);
        }
        Entry how = comparisons == null ? defaults(given) : comparisons;
        if (given instanceof Entry.Items) {
            pairs(given, how);
        } else {
            single(how);
        }
        return new RuleException(name, given, how, values, place);
    }

    private static Entry defaults(Entry fields) {
        if (fields instanceof Entry.Text) {
            return new Entry.Text("in");
        }
        List<Entry> equal = new ArrayList<>();
        fields.texts().forEach(each -> equal.add(new Entry.Text("=")));
        return new Entry.Items(equal);
    }

    private void requireField(String field, String source) throws BadRuleException {
        try {
            FieldCatalogue.find(field, source);
        } catch (FilterException unknown) {
            throw failure("'" + field + "' is not a supported filter field");
        }
    }

    private void pairs(Entry given, Entry how) throws BadRuleException {
        if (given.texts().size() != how.texts().size()) {
            throw failure("Fields and comps lists must have equal length");
        }
        for (String each : how.texts()) {
            if (Operator.find(each).isEmpty() && !Comparison.isModified(each)) {
                throw failure("'" + each + "' is not a supported comparison operator");
            }
        }
    }

    private void single(Entry how) throws BadRuleException {
        if (!(how instanceof Entry.Text word)) {
            throw failure("Fields and comps must both be strings");
        }
        if (!Comparison.takesList(word.text())) {
            throw failure("When fields is a single value, comps must be one of (in, pmatch, intersects)");
        }
    }
}
