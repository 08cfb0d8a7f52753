package dev.seawall.engine.check.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Turns one node graph into source maps and lists: merges {@code <<}, shares aliases, refuses cycles, twins and bombs. */
final class NodeReader {
    private static final int MOST_VALUES = 1_000_000;
    private static final int DEEPEST = 200;

    private final int firstLine;
    private final Map<Node, Object> collections = new IdentityHashMap<>();
    private final Map<Node, Integer> sizes = new IdentityHashMap<>();
    private final Set<Node> open = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    NodeReader(int firstLine) {
        this.firstLine = firstLine;
    }

    @Nullable
    Object root(Node node) {
        return value(node);
    }

    private @Nullable Object value(Node node) {
        if (++values > MOST_VALUES) {
            throw failure(node, "more than " + MOST_VALUES + " values, aliases included");
        }
        return node instanceof ScalarNode scalar ? scalar(scalar) : collection(node);
    }

    private static @Nullable Object scalar(ScalarNode node) {
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return node.getValue();
        }
        return switch (node.getTag().getValue()) {
            case "tag:yaml.org,2002:str" -> plain(node);
            case "!" -> node.getValue();
            default -> YamlScalars.resolve(node.getValue());
        };
    }

    /** Plain text that YAML 1.2 calls a string may be a boolean or an octal to YAML 1.1; an explicit !!str stays. */
    private static @Nullable Object plain(ScalarNode node) {
        boolean explicit = node.getStartMark()
                .map(mark -> node.getEndMark().map(Mark::getIndex).orElse(0) - mark.getIndex()
                        != node.getValue().length())
                .orElse(false);
        return explicit && !node.getValue().contains(" ") ? node.getValue() : YamlScalars.resolve(node.getValue());
    }

    private Object collection(Node node) {
        Object known = collections.get(node);
        if (known != null) {
            values += sizes.getOrDefault(node, 0);
            return known;
        }
        if (!open.add(node) || open.size() > DEEPEST) {
            throw failure(node, open.size() > DEEPEST ? "nested too deeply" : "an alias inside its own anchor");
        }
        int before = values;
        Object made = node instanceof MappingNode mapping ? map(mapping) : list((SequenceNode) node);
        open.remove(node);
        collections.put(node, made);
        sizes.put(node, values - before);
        return made;
    }

    private SourceMap map(MappingNode mapping) {
        SourceMap.Builder builder = new SourceMap.Builder();
        Set<String> keys = new HashSet<>();
        List<SourceMap> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.equals("<<") && ((ScalarNode) key).getScalarStyle() == ScalarStyle.PLAIN) {
                merge(tuple.getValueNode(), merged);
            } else if (!(key instanceof ScalarNode) || !keys.add(name)) {
                throw failure(
                        key,
                        key instanceof ScalarNode
                                ? "the key '" + shown(name) + "' is there twice"
                                : "a key that is no scalar");
            } else {
                builder.put(name, value(tuple.getValueNode()), mark(key, tuple.getValueNode()));
            }
        }
        merged.forEach(map -> map.forEach((key, value) -> {
            if (!builder.has(key)) {
                builder.put(key, value, map.mark(key));
            }
        }));
        return builder.build();
    }

    private void merge(Node node, List<SourceMap> merged) {
        Object value = value(node);
        if (value instanceof SourceMap map) {
            merged.add(map);
        } else if (value instanceof SourceList list) {
            merged.addAll(list.maps());
        }
    }

    private static String shown(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }

    private SourceList list(SequenceNode sequence) {
        SourceList.Builder builder = new SourceList.Builder();
        for (Node item : sequence.getValue()) {
            builder.add(value(item), mark(item, item));
        }
        return builder.build();
    }

    private final Map<Node, int[]> ends = new IdentityHashMap<>();

    private dev.seawall.engine.check.tree.Mark mark(Node start, Node end) {
        Mark first = start.getStartMark().orElse(null);
        if (first == null) {
            return dev.seawall.engine.check.tree.Mark.NONE;
        }
        int line = first.getLine() + firstLine;
        int[] last = end(end);
        return new dev.seawall.engine.check.tree.Mark(
                line, first.getColumn() + 1, Math.max(line, last[0]), last[1], null);
    }

    /** The end of a block collection is the end of its last item: its own end mark lies at the next token. */
    private int[] end(Node node) {
        int[] known = ends.get(node);
        if (known == null) {
            known = lastOf(node) instanceof Node last ? end(last) : own(node);
            ends.put(node, known);
        }
        return known;
    }

    private int[] own(Node node) {
        return node.getEndMark()
                .map(mark -> new int[] {
                    mark.getLine() + firstLine - (mark.getColumn() == 0 && node instanceof ScalarNode ? 1 : 0),
                    mark.getColumn() + 1
                })
                .orElse(new int[] {0, 0});
    }

    private static @Nullable Node lastOf(Node node) {
        if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            Node last = mapping.getValue().getLast().getValueNode();
            return isBefore(last, mapping) ? null : last;
        }
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            Node last = sequence.getValue().getLast();
            return isBefore(last, sequence) ? null : last;
        }
        return null;
    }

    /** An alias: its node stands elsewhere. */
    private static boolean isBefore(Node item, Node collection) {
        return index(item) < index(collection);
    }

    private static int index(Node node) {
        return node.getStartMark().map(Mark::getIndex).orElse(0);
    }

    private TreeException failure(Node node, String problem) {
        Mark mark = node.getStartMark().orElse(null);
        return mark == null
                ? new TreeException(firstLine, 1, problem)
                : new TreeException(mark.getLine() + firstLine, mark.getColumn() + 1, problem);
    }
}
