package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** RFC 6902 patches of a tree. */
final class JsonPatch {
    private final SourceMap step;

    private JsonPatch(SourceMap step) {
        this.step = step;
    }

    /** The tree after all operations; IOException names the one that does not fit. */
    static SourceMap apply(SourceMap root, SourceList operations) throws IOException {
        Object tree = root;
        for (Object operation : operations) {
            if (!(operation instanceof SourceMap map)) {
                throw new IOException("an operation of a JSON patch is no map");
            }
            tree = new JsonPatch(map).applied(tree);
        }
        if (tree instanceof SourceMap map) {
            return map;
        }
        throw new IOException("a JSON patch replaces the whole object");
    }

    private @Nullable Object applied(@Nullable Object tree) throws IOException {
        List<String> path = pointer("path");
        Object value = step.get("value");
        return switch (step.text("op")) {
            case "add" -> change(tree, path, value, Op.ADD);
            case "replace" -> change(tree, path, value, Op.REPLACE);
            case "remove" -> change(tree, path, null, Op.REMOVE);
            case "copy" -> change(tree, path, read(tree, pointer("from")), Op.ADD);
            case "move" -> {
                Object moved = read(tree, pointer("from"));
                yield change(change(tree, pointer("from"), null, Op.REMOVE), path, moved, Op.ADD);
            }
            case "test" -> {
                if (!Objects.equals(read(tree, path), value)) {
                    throw failure("its test fails");
                }
                yield tree;
            }
            default -> throw failure("there is no such operation");
        };
    }

    private enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    private IOException failure(String why) {
        return new IOException("the JSON patch " + step.text("op") + " " + step.text("path") + ": " + why);
    }

    private List<String> pointer(String key) throws IOException {
        String text = step.text(key);
        if (!text.startsWith("/")) {
            throw failure("'" + key + "' is no pointer");
        }
        return Arrays.stream(text.substring(1).split("/", -1))
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private @Nullable Object read(@Nullable Object tree, List<String> path) throws IOException {
        Object value = tree;
        for (String part : path) {
            if (value instanceof SourceMap map && map.containsKey(part)) {
                value = map.get(part);
            } else if (value instanceof SourceList list) {
                value = list.get(index(part, list.size() - 1));
            } else {
                throw failure("there is nothing at /" + String.join("/", path));
            }
        }
        return value;
    }

    private int index(String part, int last) throws IOException {
        int index = part.matches("\\d{1,6}") ? Integer.parseInt(part) : -1;
        if (index < 0 || index > last) {
            throw failure("there is no item " + part);
        }
        return index;
    }

    private @Nullable Object change(@Nullable Object node, List<String> path, @Nullable Object value, Op op)
            throws IOException {
        if (path.isEmpty()) {
            return value;
        }
        String part = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        Mark mark = step.mark(step.containsKey("value") ? "value" : "op");
        if (node instanceof SourceMap map) {
            boolean there = map.containsKey(part);
            if (!there && (!rest.isEmpty() || op != Op.ADD)) {
                throw failure("there is nothing at " + part);
            }
            if (rest.isEmpty() && op == Op.REMOVE) {
                return Trees.without(map, part);
            }
            Object changed = change(map.get(part), rest, value, op);
            return Trees.put(map, part, changed, rest.isEmpty() ? mark : map.mark(part));
        }
        if (node instanceof SourceList list) {
            return inList(list, part, rest, value, op);
        }
        throw failure("there is nothing at " + part);
    }

    private SourceList inList(SourceList list, String part, List<String> rest, @Nullable Object value, Op op)
            throws IOException {
        Mark mark = step.mark(step.containsKey("value") ? "value" : "op");
        boolean inserts = rest.isEmpty() && op == Op.ADD;
        int at = part.equals("-") && inserts ? list.size() : index(part, inserts ? list.size() : list.size() - 1);
        List<@Nullable Object> items = new ArrayList<>(list);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            marks.add(list.mark(i));
        }
        if (inserts) {
            items.add(at, value);
            marks.add(at, mark);
        } else if (rest.isEmpty() && op == Op.REMOVE) {
            items.remove(at);
            marks.remove(at);
        } else {
            items.set(at, change(items.get(at), rest, value, op));
            marks.set(at, rest.isEmpty() ? mark : marks.get(at));
        }
        SourceList.Builder builder = new SourceList.Builder();
        for (int i = 0; i < items.size(); i++) {
            builder.add(items.get(i), marks.get(i));
        }
        return builder.build();
    }
}
