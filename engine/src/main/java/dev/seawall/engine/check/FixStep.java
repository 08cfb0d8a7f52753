package dev.seawall.engine.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a check's {@code fix}, as its file has it; docs/guide/writing-checks.md lists the operations and
 * their keys.
 */
final class FixStep {
    /** Keys whose text is CEL. */
    static final Set<String> CONDITIONS = Set.of("when", "value-from", "item", "lines");

    private static final Set<String> ON_TREES = Set.of("set", "remove", "append", "remove-items");
    private static final Set<String> ON_DOCKERFILES =
            Set.of("delete", "replace", "add-flag", "drop-program", "rename-program", "append-command", "exec-form");
    private static final Set<String> KEYS = Set.of(
            "op",
            "path",
            "value",
            "value-from",
            "in",
            "of",
            "when",
            "item",
            "assumes",
            "command",
            "action",
            "unless",
            "match",
            "lines",
            "reveals");

    private final Map<String, @Nullable Object> keys;

    FixStep(Map<String, @Nullable Object> keys) {
        this.keys = keys;
    }

    /** Fails on what no step may be. */
    static void requireValid(Map<String, @Nullable Object> keys) {
        String op = String.valueOf(keys.get("op"));
        if (!ON_TREES.contains(op) && !ON_DOCKERFILES.contains(op)) {
            throw new IllegalArgumentException(
                    "a fix has an op out of " + ON_TREES + " or " + ON_DOCKERFILES + ": " + keys);
        }
        if (ON_TREES.contains(op) && !(keys.get("path") instanceof String)) {
            throw new IllegalArgumentException("a fix of op " + op + " has a path: " + keys);
        }
        if (!KEYS.containsAll(keys.keySet())) {
            throw new IllegalArgumentException("a fix has keys out of " + KEYS + ": " + keys);
        }
    }

    String op() {
        return text("op");
    }

    /** The text under a key, empty where there is none. */
    String text(String key) {
        return keys.get(key) instanceof String text ? text : "";
    }

    /** The texts under a key: of a list, or of one text. */
    List<String> texts(String key) {
        return switch (keys.get(key)) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case String text -> List.of(text);
            case null, default -> List.of();
        };
    }

    boolean isOnDockerfile() {
        return ON_DOCKERFILES.contains(op());
    }

    /** Whether it is meant for documents of this origin: kubernetes, compose, daemon, dockerfile. */
    boolean isFor(String origin) {
        return text("in").equals(origin) || (text("in").isEmpty() && !origin.equals("compose"));
    }

    /** What its {@code value} or {@code value-from} comes to. */
    @Nullable
    Object value(List<@Nullable Object> variables) {
        return keys.get("value-from") instanceof Condition condition
                ? condition.program().run(variables)
                : keys.get("value");
    }

    /** Whether its {@code when} holds, as it does where there is none. */
    boolean applies(List<@Nullable Object> variables) {
        return !(keys.get("when") instanceof Condition condition)
                || Boolean.TRUE.equals(condition.program().run(variables));
    }

    /** What the CEL under a key comes to, or null where there is none. */
    @Nullable
    Object run(String key, List<@Nullable Object> variables) {
        return keys.get(key) instanceof Condition condition
                ? condition.program().run(variables)
                : null;
    }
}
