package dev.seawall.engine.check.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.check.tree.JsonTree;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random documents in random layouts and random edits: read again, each is the document before plus the edit. */
final class ConfigurationPatchFuzzTest {
    private static final int ROUNDS = 700;
    private final Random random = new Random(20_251_125);

    @Test
    void whatIsReadAfterAnEditIsWhatWasReadBeforePlusTheEdit() throws UnpatchableException {
        long start = System.nanoTime();
        int refused = 0;
        int round = 0;
        for (; Fuzz.goesOn(round, ROUNDS, start); round++) {
            boolean json = random.nextInt(4) == 0;
            String text = json ? json() : yaml(random.nextInt(3) == 0 ? "\r\n" : "\n");
            refused += edited(text, json) ? 0 : 1;
        }
        assertTrue(refused < round / 20, refused + " of " + round + " edits were refused");
    }

    private static int only(ConfigurationPatch patch) {
        return patch.pieceOf(Integer.MAX_VALUE);
    }

    private boolean edited(String text, boolean json) throws UnpatchableException {
        byte[] before = text.getBytes(StandardCharsets.UTF_8);
        Object root = root(before, json);
        Edit edit = edit(root);
        ConfigurationPatch patch = ConfigurationPatch.of(before, json);
        try {
            patch.edit(only(patch), edit);
        } catch (UnpatchableException e) {
            assertArrayEquals(before, patch.content());
            return false;
        }
        byte[] after = patch.content();
        assertEquals(edit.applyTo(root), root(after, json), text + "\n" + edit);
        if (!(edit instanceof Edit.Remove)) {
            if (!replacesCollection(root, edit)) {
                assertEquals(comments(text), comments(new String(after, StandardCharsets.UTF_8)), text + "\n" + edit);
            }
            patch.edit(only(patch), edit);
            assertArrayEquals(after, patch.content(), "a second time: " + text);
        }
        return true;
    }

    private static List<String> comments(String text) {
        return Pattern.compile("# (head|behind|above key\\d+)")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static boolean replacesCollection(@Nullable Object root, Edit edit) {
        Object value = root;
        for (Object step : edit.path()) {
            value = value instanceof Map<?, ?> map
                    ? map.get(step)
                    : value instanceof List<?> list ? list.get((Integer) step) : null;
        }
        return edit instanceof Edit.Set && (value instanceof Map || value instanceof List);
    }

    private static @Nullable Object root(byte[] text, boolean json) {
        List<TreeDocument> trees = json ? JsonTree.parse(text) : YamlTree.parse(text);
        assertEquals(1, trees.size(), new String(text, StandardCharsets.UTF_8));
        assertEquals(null, trees.getFirst().problem(), new String(text, StandardCharsets.UTF_8));
        return trees.getFirst().root();
    }

    /** An edit at a random place: of an item, an entry, or a key that is not there. */
    private Edit edit(@Nullable Object root) {
        List<Object> path = new ArrayList<>();
        Object value = root;
        while (random.nextInt(4) != 0 || path.isEmpty()) {
            if (value instanceof Map<?, ?> map) {
                List<?> keys = List.copyOf(map.keySet());
                boolean known = !keys.isEmpty() && random.nextInt(4) != 0;
                Object key = known ? keys.get(random.nextInt(keys.size())) : "new" + random.nextInt(3);
                path.add(key);
                value = map.get(key);
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                int index = random.nextInt(list.size());
                path.add(index);
                value = list.get(index);
            } else {
                break;
            }
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Edit.Remove(path);
            case 1 ->
                value == null || value instanceof List<?>
                        ? new Edit.Append(path, scalar())
                        : new Edit.Set(path, value(1));
            default -> new Edit.Set(path, value(2));
        };
    }

    private @Nullable Object value(int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 3) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                map.put("k" + random.nextInt(9), value(depth - 1));
            }
            return map;
        }
        return kind < 5 ? new ArrayList<>(List.of(scalar(), scalar())) : scalar();
    }

    private Object scalar() {
        List<Object> some = List.of(
                true,
                false,
                1L,
                0L,
                -3L,
                2.5,
                "text",
                "two words",
                "yes",
                "1.0",
                "a: b",
                "#x",
                "",
                "a#b",
                "é",
                "null",
                "- x",
                "{",
                "x:y",
                "0o7",
                "1e3");
        return some.get(random.nextInt(some.size()));
    }

    private String json() {
        StringBuilder out = new StringBuilder();
        json(out, map(3), random.nextBoolean() ? "\n" : "");
        return out + "\n";
    }

    private void json(StringBuilder out, Object value, String gap) {
        String inner = gap.isEmpty() ? "" : gap + "  ";
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            List<String> parts = new ArrayList<>();
            map.forEach((key, one) -> {
                StringBuilder part = new StringBuilder(inner + "\"" + key + "\": ");
                json(part, one, inner);
                parts.add(part.toString());
            });
            out.append(String.join(",", parts)).append(map.isEmpty() ? "" : gap).append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            List<String> parts = new ArrayList<>();
            list.forEach(one -> {
                StringBuilder part = new StringBuilder(inner);
                json(part, one, inner);
                parts.add(part.toString());
            });
            out.append(String.join(",", parts))
                    .append(list.isEmpty() ? "" : gap)
                    .append(']');
        } else {
            out.append(new Spelling(true, "\n", 2, false).scalar(value));
        }
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int kind = depth == 0 ? 9 : random.nextInt(8);
            Object value = kind < 3 ? map(depth - 1) : kind < 5 ? list(depth - 1) : scalar();
            map.put("key" + random.nextInt(20), value);
        }
        return map;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.add(depth > 0 && random.nextInt(2) == 0 ? map(depth - 1) : scalar());
        }
        return list;
    }

    private String yaml(String newline) {
        StringBuilder out = new StringBuilder();
        if (random.nextInt(3) == 0) {
            out.append("# head").append(newline).append("---").append(newline);
        }
        block(out, map(3), 0, 2 + 2 * random.nextInt(2), newline);
        String text = out.toString();
        return random.nextInt(8) == 0 ? text.stripTrailing() : text;
    }

    private void block(StringBuilder out, Map<?, ?> map, int column, int step, String newline) {
        map.forEach((key, value) -> {
            if (random.nextInt(6) == 0) {
                out.append(" ".repeat(column)).append("# above ").append(key).append(newline);
            }
            out.append(" ".repeat(column)).append(key).append(':');
            below(out, value, column, step, newline);
        });
    }

    private void below(StringBuilder out, Object value, int column, int step, String newline) {
        Spelling spelling = new Spelling(false, newline, step, false);
        boolean flow = random.nextInt(4) == 0;
        String comment = random.nextInt(5) == 0 ? " # behind" : "";
        if (value instanceof Map<?, ?> map && !flow && !map.isEmpty()) {
            out.append(comment).append(newline);
            block(out, map, column + step, step, newline);
        } else if (value instanceof List<?> list && !flow && !list.isEmpty()) {
            out.append(comment).append(newline);
            int at = random.nextBoolean() ? column : column + step;
            for (Object item : list) {
                out.append(" ".repeat(at)).append('-');
                if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                    StringBuilder inner = new StringBuilder();
                    block(inner, map, at + 2, step, newline);
                    String text = inner.toString();
                    out.append(text.startsWith(" ".repeat(at + 2) + "#") ? newline + text : " " + text.stripLeading());
                } else {
                    out.append(' ').append(spelling.flow(item)).append(newline);
                }
            }
        } else if (value instanceof String text && text.equals("two words")) {
            out.append(" |-")
                    .append(newline)
                    .append(" ".repeat(column + step))
                    .append("two words")
                    .append(newline);
        } else {
            out.append(' ').append(spelling.flow(value)).append(comment).append(newline);
        }
    }
}
