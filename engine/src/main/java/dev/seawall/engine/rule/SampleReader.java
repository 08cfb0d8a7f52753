package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the {@code samples} of a rule: events that must fire it, and events that must leave it silent. */
final class SampleReader {
    private SampleReader() {}

    static List<Sample> read(Item rule) throws BadRuleException {
        Node node = rule.node("samples");
        if (node == null) {
            return List.of();
        }
        Item samples = rule.item(node, "'samples' must be a mapping of 'fires' and 'silent'");
        List<Sample> out = new ArrayList<>();
        for (String key : samples.keys()) {
            if (!key.equals("fires") && !key.equals("silent")) {
                throw samples.failure("'samples' has 'fires' and 'silent', not '" + key + "'");
            }
            for (Node each : samples.nodes(key)) {
                Item event = rule.item(each, "a sample must be a mapping of fields to values");
                out.add(new Sample(
                        key.equals("fires"),
                        event(event),
                        event.place().file(),
                        event.place().line()));
            }
        }
        return out;
    }

    private static Event event(Item item) throws BadRuleException {
        Map<String, List<String>> values = new HashMap<>();
        for (String key : item.keys()) {
            try {
                FieldCatalogue.find(key, "");
            } catch (FilterException unknown) {
                throw new BadRuleException(item.place(key), "sample: " + unknown.message());
            }
            Node value = item.node(key);
            if (value instanceof SequenceNode) {
                values.put(key, item.texts(key));
            } else if (value instanceof ScalarNode scalar && !Item.isNull(scalar)) {
                values.put(key, List.of(scalar.getValue()));
            }
        }
        return SampleEvent.of(values);
    }
}
