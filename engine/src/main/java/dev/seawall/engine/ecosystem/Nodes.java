package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks YAML node trees, which know their lines; what is absent or of another kind is empty. */
final class Nodes {
    private Nodes() {}

    /** The root of the first document, or null for an empty one. */
    static @Nullable Node root(PackageText file) throws IOException {
        List<Node> documents = Yaml.compose(file.bytes());
        return documents.isEmpty() ? null : documents.getFirst();
    }

    static List<NodeTuple> entries(@Nullable Node node) {
        return node instanceof MappingNode map ? map.getValue() : List.of();
    }

    static List<Node> items(@Nullable Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    static @Nullable Node child(@Nullable Node node, String key) {
        for (NodeTuple entry : entries(node)) {
            if (text(entry.getKeyNode()).equals(key)) {
                return entry.getValueNode();
            }
        }
        return null;
    }

    static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static String text(@Nullable Node node, String key) {
        return text(child(node, key));
    }

    /** The line a node starts on, from 1; 0 where unknown. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
