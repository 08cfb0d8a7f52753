package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A text or a list of entries: what exceptions are made of. */
sealed interface Entry {
    int DEEPEST = 8;

    /** One text. */
    record Text(String text) implements Entry {}

    /** Several entries. */
    record Items(List<Entry> items) implements Entry {
        public Items {
            items = List.copyOf(items);
        }
    }

    static Entry from(Node node, String file, int depth) throws BadRuleException {
        Place place = new Place(file, Item.line(node));
        if (node instanceof ScalarNode scalar) {
            if (scalar.getValue().isEmpty()) {
                throw new BadRuleException(place, "Value must be non-empty");
            }
            return new Text(scalar.getValue());
        }
        if (!(node instanceof SequenceNode sequence) || depth > DEEPEST) {
            throw new BadRuleException(place, "an exception is made of texts and lists of them");
        }
        List<Entry> items = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            items.add(from(each, file, depth + 1));
        }
        return new Items(items);
    }

    /** The texts of a list of texts, or the one text. */
    default List<String> texts() {
        return switch (this) {
            case Text one -> List.of(one.text());
            case Items many -> {
                List<String> out = new ArrayList<>();
                many.items().forEach(each -> out.addAll(each.texts()));
                yield out;
            }
        };
    }
}
