package dev.seawall.engine.rule;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the items of one rule file. A bad item is reported and left out; the others go on. */
final class RuleFileReader {
    private static final Pattern MACRO_NAME = Pattern.compile("[a-zA-Z]+[a-zA-Z0-9_]*");
    private static final Pattern LIST_NAME = Pattern.compile("[^()\"'\\s=,]+");

    private final String file;
    private final Definitions definitions;
    private final Consumer<RuleMessage> messages;
    private final RuleItemReader rules;

    RuleFileReader(String file, Definitions definitions, Consumer<RuleMessage> messages) {
        this.file = file;
        this.definitions = definitions;
        this.messages = messages;
        this.rules = new RuleItemReader(definitions, messages);
    }

    void read(byte[] content) {
        try {
            for (Node document : Yaml.compose(content)) {
                document(document);
            }
        } catch (IOException malformed) {
            int line = malformed.getCause() instanceof MarkedYamlEngineException marked
                    ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0)
                    : 0;
            messages.accept(new Place(file, line).error(String.valueOf(malformed.getMessage())));
        }
    }

    private void document(Node document) {
        if (Item.isNull(document)) {
            return;
        }
        if (document instanceof SequenceNode items) {
            items.getValue().forEach(this::item);
        } else if (SigmaReader.isSigma(document)) {
            attempt(() -> definitions.add(SigmaReader.read(Item.of(file, document, ""))));
        } else if (isFragment(document)) {
            attempt(() -> new ExceptionFragment(file).check(document));
        } else {
            messages.accept(new Place(file, Item.line(document))
                    .error(
                            document instanceof MappingNode
                                    ? "Rules content is not yaml array of objects"
                                    : "Rules content is not yaml"));
        }
    }

    /** A piece of a rule that holds its exceptions alone, as tuning proposes them. */
    private static boolean isFragment(Node document) {
        if (!(document instanceof MappingNode mapping)) {
            return false;
        }
        List<NodeTuple> entries = mapping.getValue();
        return entries.size() == 1
                && entries.getFirst().getKeyNode() instanceof ScalarNode key
                && key.getValue().equals("exceptions");
    }

    /** Something that may find an item bad. */
    private interface Step {
        void run() throws BadRuleException;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (BadRuleException bad) {
            messages.accept(bad.message());
        }
    }

    private void item(Node node) {
        if (!Item.isNull(node)) {
            attempt(() -> item(
                    Item.of(file, node, "Unexpected element type. Each element should be a yaml associative array.")));
        }
    }

    private void item(Item item) throws BadRuleException {
        if (item.has("required_engine_version")) {
            VersionItems.engine(item);
        } else if (item.has("required_plugin_versions")) {
            VersionItems.plugins(item);
        } else if (item.has("list")) {
            list(item);
        } else if (item.has("macro")) {
            macro(item);
        } else if (item.has("rule")) {
            rules.read(item);
        } else {
            messages.accept(item.place().warning("Unknown top level item"));
        }
    }

    private void list(Item item) throws BadRuleException {
        String name = item.required("list");
        warnOfName(item, LIST_NAME, name, "List has an invalid name. List names should match a regular expression: ");
        Definitions.ListDefinition list = new Definitions.ListDefinition(name, item.place(), item.texts("items"));
        if (appends(item, "items")) {
            definitions.append(list);
        } else {
            definitions.define(list);
        }
    }

    private void macro(Item item) throws BadRuleException {
        String name = item.required("macro");
        warnOfName(
                item, MACRO_NAME, name, "Macro has an invalid name. Macro names should match a regular expression: ");
        Definitions.MacroDefinition macro = new Definitions.MacroDefinition(
                name, item.place(), item.place("condition"), item.required("condition"));
        if (appends(item, "condition")) {
            definitions.append(macro);
        } else {
            definitions.define(macro);
        }
    }

    private void warnOfName(Item item, Pattern valid, String name, String text) {
        if (!valid.matcher(name).matches()) {
            messages.accept(item.place().warning(text + valid));
        }
    }

    private boolean appends(Item item, String key) throws BadRuleException {
        boolean append = item.truth("append", false);
        if (append) {
            messages.accept(item.place().warning(RuleItemReader.APPEND_IS_OLD));
        }
        Set<String> overridable = new TreeSet<>(Set.of(key));
        RuleItemReader.Overrides overrides = RuleItemReader.Overrides.read(item, overridable, overridable);
        if (append && !overrides.isEmpty()) {
            throw item.failure(RuleItemReader.APPEND_AND_OVERRIDE);
        }
        return append || overrides.append().contains(key);
    }
}
