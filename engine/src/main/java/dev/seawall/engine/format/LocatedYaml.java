package dev.seawall.engine.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Builds {@link Located} values from a YAML node graph; aliases are followed, cycles and bombs refused. */
final class LocatedYaml {
    private int values;

    private LocatedYaml() {}

    static Located parse(byte[] content) throws IOException {
        List<Node> documents = Yaml.compose(content);
        if (documents.isEmpty()) {
            return Located.MISSING;
        }
        Node first = documents.getFirst();
        return new LocatedYaml().value(first, line(first), 0);
    }

    static List<Located> parseAll(byte[] content) throws IOException {
        LocatedYaml reader = new LocatedYaml();
        List<Located> documents = new ArrayList<>();
        for (Node document : Yaml.compose(content)) {
            documents.add(reader.value(document, line(document), 0));
        }
        return documents;
    }

    private Located value(Node node, int line, int depth) throws IOException {
        if (depth > Located.DEEPEST || ++values > Located.MOST_VALUES) {
            throw new IOException("YAML nested too deeply, cyclic or with too many values");
        }
        return switch (node) {
            case MappingNode mapping -> Located.object(line, fields(mapping, depth));
            case SequenceNode sequence -> Located.array(line, items(sequence, depth));
            case ScalarNode scalar -> Located.scalar(line, isNull(scalar) ? null : scalar.getValue());
            default -> Located.scalar(line, null);
        };
    }

    private Map<String, Located> fields(MappingNode mapping, int depth) throws IOException {
        Map<String, Located> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                fields.put(key.getValue(), value(tuple.getValueNode(), line(key), depth + 1));
            }
        }
        return fields;
    }

    private List<Located> items(SequenceNode sequence, int depth) throws IOException {
        List<Located> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(value(item, line(item), depth + 1));
        }
        return items;
    }

    private static boolean isNull(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
