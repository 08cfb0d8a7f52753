package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a rule file, asked for values by key; says what is wrong with them and on which line. */
final class Item {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");

    private final String file;
    private final Place place;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Item(String file, MappingNode node) {
        this.file = file;
        this.place = new Place(file, line(node));
        for (NodeTuple each : node.getValue()) {
            if (each.getKeyNode() instanceof ScalarNode key) {
                values.putIfAbsent(key.getValue(), each.getValueNode());
            }
        }
    }

    static Item of(String file, Node node, String otherwise) throws BadRuleException {
        if (node instanceof MappingNode mapping) {
            return new Item(file, mapping);
        }
        throw new BadRuleException(new Place(file, line(node)), otherwise);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    Place place() {
        return place;
    }

    /** Where the value of a key begins; a block text begins on the line after its key. */
    Place place(String key) {
        Node node = values.get(key);
        return node == null ? place : new Place(file, line(node));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    @Nullable
    Node node(String key) {
        return values.get(key);
    }

    BadRuleException failure(String text) {
        return new BadRuleException(place, text);
    }

    String required(String key) throws BadRuleException {
        Node node = values.get(key);
        if (node == null) {
            throw failure("Item has no mapping for key '" + key + "'");
        }
        if (isNull(node)) {
            throw new BadRuleException(place(key), "Mapping for key '" + key + "' is empty");
        }
        return text(node, key);
    }

    private String text(Node node, String key) throws BadRuleException {
        if (!(node instanceof ScalarNode scalar)) {
            throw new BadRuleException(place(key), "Value of '" + key + "' is not a scalar value");
        }
        if (scalar.getValue().isEmpty()) {
            throw new BadRuleException(place(key), "Value of '" + key + "' must be non-empty");
        }
        return scalar.getValue();
    }

    Optional<String> optional(String key) throws BadRuleException {
        return has(key) ? Optional.of(required(key)) : Optional.empty();
    }

    /** A text that may also be there without being anything. */
    String loose(String key) throws BadRuleException {
        Node node = values.get(key);
        boolean nothing = node == null
                || isNull(node)
                || (node instanceof ScalarNode text && text.getValue().isEmpty());
        return nothing ? "" : required(key);
    }

    boolean truth(String key, boolean otherwise) throws BadRuleException {
        if (!has(key)) {
            return otherwise;
        }
        String text = required(key);
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            throw new BadRuleException(place(key), "Can't decode YAML scalar value of '" + key + "': " + text);
        }
        return TRUE.contains(lower);
    }

    List<String> texts(String key) throws BadRuleException {
        List<String> out = new ArrayList<>();
        for (Node each : nodes(key)) {
            if (!(each instanceof ScalarNode scalar)) {
                throw new BadRuleException(new Place(file, line(each)), "sequence value is not scalar");
            }
            out.add(scalar.getValue());
        }
        return out;
    }

    List<Node> nodes(String key) throws BadRuleException {
        Node node = values.get(key);
        if (node == null) {
            throw failure("Item has no mapping for key '" + key + "'");
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw new BadRuleException(place(key), "Value of '" + key + "' is not a sequence");
        }
        return sequence.getValue();
    }

    /** The entries of a mapping of texts, in file order. */
    Map<String, String> entries(String key) throws BadRuleException {
        Item inner = of(file, java.util.Objects.requireNonNull(values.get(key)), "'" + key + "' must be a mapping");
        Map<String, String> out = new LinkedHashMap<>();
        for (String each : inner.keys()) {
            out.put(each, inner.required(each));
        }
        return out;
    }

    Item item(Node node, String otherwise) throws BadRuleException {
        return of(file, node, otherwise);
    }
}
