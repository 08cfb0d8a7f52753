package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads Sigma rules (Linux, containers, Kubernetes audit) as rules of our own. */
final class SigmaReader {
    private static final Set<String> NO_SELECTION = Set.of("condition", "timeframe");

    private SigmaReader() {}

    static boolean isSigma(Node document) {
        return document instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .anyMatch(each -> each.getKeyNode() instanceof ScalarNode key
                                && (key.getValue().equals("detection")
                                        || key.getValue().equals("logsource")));
    }

    static Rule read(Item item) throws BadRuleException {
        String title = item.required("title");
        SigmaSource source = source(item);
        Expr condition = condition(item, source);
        if (!source.types().isEmpty()) {
            condition = new Expr.All(List.of(types(source), condition));
        }
        String output = title.replace("%", "%%") + " (" + source.output() + ")";
        try {
            return new Rule(
                    title,
                    item.optional("description").orElse(title),
                    source.name(),
                    condition.toString(),
                    Filter.of(condition, source.name()),
                    OutputTemplate.parse(output, source.name()),
                    output,
                    priority(item),
                    List.copyOf(new TreeSet<>(item.has("tags") ? item.texts("tags") : List.of())),
                    true,
                    SampleReader.read(item),
                    item.place().file(),
                    item.place().line());
        } catch (FilterException bad) {
            throw new BadRuleException(item.place("detection"), bad.message());
        }
    }

    private static Expr types(SigmaSource source) {
        return new Expr.Check(
                new Operand.FieldName("evt.type", null, 0),
                Operator.IN,
                Modifier.NONE,
                new Operand.Values(source.types(), true),
                0);
    }

    private static SigmaSource source(Item item) throws BadRuleException {
        if (!item.has("logsource")) {
            throw item.failure("a Sigma rule needs a 'logsource'");
        }
        Map<String, String> logsource = item.entries("logsource");
        return SigmaSource.find(logsource)
                .orElseThrow(() -> new BadRuleException(
                        item.place("logsource"),
                        "no events here come from the Sigma log source " + new java.util.TreeMap<>(logsource)));
    }

    private static Priority priority(Item item) throws BadRuleException {
        String level = item.optional("level").orElse("medium");
        return SigmaSource.priority(level)
                .orElseThrow(() -> new BadRuleException(item.place("level"), "Invalid level '" + level + "'"));
    }

    private static Expr condition(Item item, SigmaSource source) throws BadRuleException {
        Node node = item.node("detection");
        if (node == null) {
            throw item.failure("a Sigma rule needs a 'detection'");
        }
        Item detection = item.item(node, "'detection' must be a mapping");
        Map<String, Expr> selections = new LinkedHashMap<>();
        for (String key : detection.keys()) {
            Node value = detection.node(key);
            if (!NO_SELECTION.contains(key) && value != null) {
                selections.put(key, selection(detection, value, source));
            }
        }
        List<Expr> conditions = new ArrayList<>();
        for (String text : conditions(detection)) {
            conditions.add(SigmaCondition.parse(text, selections, detection.place("condition")));
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Expr.Any(conditions);
    }

    private static List<String> conditions(Item detection) throws BadRuleException {
        if (detection.node("condition") instanceof SequenceNode) {
            List<String> texts = detection.texts("condition");
            if (!texts.isEmpty()) {
                return texts;
            }
        }
        return List.of(detection.required("condition"));
    }

    /** A mapping: all of its fields; a list of mappings: any; a list of words: any, anywhere in the message. */
    private static Expr selection(Item parent, Node node, SigmaSource source) throws BadRuleException {
        if (node instanceof MappingNode) {
            return fields(parent.item(node, ""), source);
        }
        if (!(node instanceof SequenceNode sequence)) {
            return SigmaCheck.of(source, parent.place(), "", values(parent, node));
        }
        List<Expr> parts = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            parts.add(
                    each instanceof MappingNode
                            ? fields(parent.item(each, ""), source)
                            : SigmaCheck.of(source, parent.place(), "", values(parent, each)));
        }
        if (parts.isEmpty()) {
            throw parent.failure("a Sigma selection is empty");
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.Any(parts);
    }

    private static Expr fields(Item map, SigmaSource source) throws BadRuleException {
        List<Expr> parts = new ArrayList<>();
        for (String key : map.keys()) {
            Node value = map.node(key);
            if (value != null) {
                parts.add(SigmaCheck.of(source, map.place(key), key, values(map, value)));
            }
        }
        if (parts.isEmpty()) {
            throw map.failure("a Sigma selection is empty");
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.All(parts);
    }

    private static List<@Nullable String> values(Item map, Node node) throws BadRuleException {
        List<@Nullable String> out = new ArrayList<>();
        List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        for (Node each : nodes) {
            if (!(each instanceof ScalarNode scalar)) {
                throw map.failure("a value of a Sigma selection must be a text, a number or null");
            }
            out.add(Item.isNull(scalar) ? null : scalar.getValue());
        }
        return out;
    }
}
