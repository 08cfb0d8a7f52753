package dev.seawall.engine.check.patch;

import dev.seawall.engine.check.tree.JsonTree;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Edits YAML and JSON in place. After every edit the text is parsed again: unless the edited document is exactly the one
 * before plus the edit, the edit is refused; other documents are not touched at all. So an edit of a value that others
 * share by an anchor can never reach them unseen.
 */
public final class ConfigurationPatch {
    private final boolean json;
    private final boolean mark;
    private final List<String> pieces;

    private ConfigurationPatch(boolean json, boolean mark, List<String> pieces) {
        this.json = json;
        this.mark = mark;
        this.pieces = pieces;
    }

    /**
     * Starts on the content of a file.
     *
     * @param json true where it was read as JSON
     * @throws UnpatchableException where it is no UTF-8
     */
    public static ConfigurationPatch of(byte[] content, boolean json) throws UnpatchableException {
        String text = new String(content, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            throw new UnpatchableException("the file is no UTF-8 text");
        }
        boolean mark = text.startsWith("\uFEFF");
        String body = mark ? text.substring(1) : text;
        return new ConfigurationPatch(json, mark, json ? new ArrayList<>(List.of(body)) : pieces(body));
    }

    /** The stream cut at its {@code ---} lines, as the reader does. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (isMarker(text, at + 1)) {
                pieces.add(text.substring(start, at + 1));
                start = at + 1;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private static boolean isMarker(String text, int at) {
        return text.startsWith("---", at) && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
    }

    /** The content with the edits so far. */
    public byte[] content() {
        String text = String.join("", pieces);
        return (mark ? "\uFEFF" + text : text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Makes an edit.
     *
     * @param piece which of the pieces that {@code ---} lines part, from 0; see {@link #pieceOf}
     * @throws UnpatchableException where it cannot be made without changing something else; nothing is changed then
     */
    public void edit(int piece, Edit edit) throws UnpatchableException {
        if (edit instanceof Edit.Take take) {
            take(piece, take);
        } else {
            editOnce(piece, edit);
        }
    }

    /** Item by item, from the last one, so that indexes stay true. */
    private void take(int piece, Edit.Take take) throws UnpatchableException {
        List<TreeDocument> trees = trees(pieces.get(piece));
        Object value = trees.size() == 1 ? trees.getFirst().root() : null;
        for (Object step : take.path()) {
            value = value instanceof Map<?, ?> map
                    ? map.get(step)
                    : value instanceof List<?> list && step instanceof Integer index && index < list.size()
                            ? list.get(index)
                            : null;
        }
        List<?> items = value instanceof List<?> list ? list : List.of();
        for (int i = items.size() - 1; i >= 0; i--) {
            if (Objects.equals(items.get(i), take.value())) {
                List<Object> path = new ArrayList<>(take.path());
                path.add(i);
                editOnce(piece, new Edit.Remove(path));
            }
        }
    }

    private void editOnce(int piece, Edit edit) throws UnpatchableException {
        String text = pieces.get(piece);
        List<TreeDocument> before = trees(text);
        if (json && before.isEmpty()) {
            before = List.of(new TreeDocument(1, SourceMap.EMPTY, null));
        }
        if (before.size() != 1 || before.getFirst().problem() != null) {
            throw new UnpatchableException("the document cannot be read alone");
        }
        Object root = before.getFirst().root();
        Object after = edit.applyTo(root);
        String changed = changed(text, root, edit, after);
        List<TreeDocument> now = trees(changed);
        if (now.size() != 1
                || now.getFirst().problem() != null
                || !Objects.equals(after, now.getFirst().root())) {
            throw new UnpatchableException("it would change other parts of the file too");
        }
        pieces.set(piece, changed);
    }

    /** The number, from 0, of the piece that a line of the content belongs to. */
    public int pieceOf(int line) {
        int last = 0;
        for (int i = 0; i < pieces.size(); i++) {
            last += (int) pieces.get(i).chars().filter(c -> c == '\n').count();
            if (line <= last) {
                return i;
            }
        }
        return pieces.size() - 1;
    }

    private List<TreeDocument> trees(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return json ? JsonTree.parse(bytes) : YamlTree.parse(bytes);
    }

    private String changed(String piece, @Nullable Object root, Edit edit, @Nullable Object after)
            throws UnpatchableException {
        if (json && piece.isBlank()) {
            return new Spelling(true, "\n", 2, false).pretty(after, "") + "\n";
        }
        Part parts = json ? JsonParts.of(piece) : YamlParts.of(piece);
        return TreePatch.apply(piece, spelling(piece, parts), parts, edit, root, after);
    }

    private Spelling spelling(String piece, Part parts) {
        String newline = piece.contains("\r\n") ? "\r\n" : "\n";
        int[] found = new int[] {0, 0};
        learn(piece, parts, found);
        return new Spelling(json, newline, found[0] == 0 ? 2 : Math.min(found[0], 8), found[1] == 1);
    }

    /** The first step between levels, and whether lists are indented, as the file itself has it. */
    private static void learn(String piece, Part part, int[] found) {
        if (part instanceof Part.Sequence list) {
            list.items().forEach(item -> learn(piece, item, found));
        }
        if (!(part instanceof Part.Mapping map)) {
            return;
        }
        for (Part.Entry entry : map.entries()) {
            int own = column(piece, entry.start());
            Part value = entry.value();
            if (value instanceof Part.Mapping inner && !inner.entries().isEmpty() && found[0] == 0) {
                found[0] = Math.max(0, column(piece, inner.entries().getFirst().start()) - own);
                found[0] = inner.flow() && piece.indexOf('\n') < 0 ? 2 : found[0];
            } else if (value instanceof Part.Sequence list && !list.flow() && found[1] == 0) {
                found[1] = column(piece, list.start()) > own ? 1 : 2;
            }
            learn(piece, value, found);
        }
    }

    private static int column(String piece, int offset) {
        return offset - (piece.lastIndexOf('\n', offset - 1) + 1);
    }
}
