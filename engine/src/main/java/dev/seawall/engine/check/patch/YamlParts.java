package dev.seawall.engine.check.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds the parts of one YAML document. An alias is told by its place: its node stands outside what holds it. */
final class YamlParts {
    private final String text;
    private final boolean wide;

    private YamlParts(String text) {
        this.text = text;
        this.wide = text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
    }

    /** The parts of the only document in the text. */
    static Part of(String text) throws UnpatchableException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(20_000_000)
                .setBufferSize(Math.max(1024, text.length() + 16))
                .setAllowDuplicateKeys(true)
                .setUseMarks(true)
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                throw new UnpatchableException("the document is empty");
            }
            return new YamlParts(text).part(node.get(), 0, text.length());
        } catch (YamlEngineException | StackOverflowError e) {
            throw new UnpatchableException("the document cannot be read");
        }
    }

    private int start(Node node) {
        return offset(node.getStartMark());
    }

    private int end(Node node) {
        return offset(node.getEndMark());
    }

    private int offset(Optional<Mark> mark) {
        int index = mark.map(Mark::getIndex).orElse(0);
        return wide ? text.offsetByCodePoints(0, index) : index;
    }

    /** A node between two offsets; one that stands elsewhere is an alias, which the text shows. */
    private Part part(Node node, int from, int to) throws UnpatchableException {
        if (start(node) < from || start(node) > to) {
            return alias(from);
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence -> sequence(sequence);
            default -> new Part.Scalar(start(node), trimmed(start(node), end(node)));
        };
    }

    private Part alias(int from) throws UnpatchableException {
        int at = from;
        while (at < text.length() && ": -,\t\r\n[{".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '*') {
            throw new UnpatchableException("an alias stands in an unusual place");
        }
        int end = at;
        while (end < text.length() && " ,\t\r\n]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return new Part.Alias(at, end);
    }

    private int trimmed(int start, int end) {
        int last = end;
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private Part mapping(MappingNode node) throws UnpatchableException {
        boolean flow = node.getFlowStyle() == FlowStyle.FLOW;
        List<Part.Entry> entries = new ArrayList<>();
        boolean merges = false;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || start(key) < start(node)) {
                throw new UnpatchableException("a key is no plain text");
            }
            boolean merge = key.getValue().equals("<<");
            merges |= merge;
            Part value = part(tuple.getValueNode(), end(key), end(node));
            entries.add(new Part.Entry(key.getValue(), start(key), end(key), value));
        }
        int end = flow || entries.isEmpty() ? end(node) : lastEnd(entries.getLast());
        return new Part.Mapping(start(node), end, flow, merges, List.copyOf(entries));
    }

    private static int lastEnd(Part.Entry entry) {
        return Math.max(entry.end(), entry.value().end());
    }

    private Part sequence(SequenceNode node) throws UnpatchableException {
        boolean flow = node.getFlowStyle() == FlowStyle.FLOW;
        List<Part> items = new ArrayList<>();
        int from = start(node);
        for (Node item : node.getValue()) {
            Part part = part(item, from, end(node));
            items.add(part);
            from = part.end();
        }
        int end = flow || items.isEmpty() ? end(node) : items.getLast().end();
        return new Part.Sequence(start(node), end, flow, List.copyOf(items));
    }
}
