package dev.seawall.server.store.sql;

import dev.seawall.server.inventory.Visible;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the conditions of a WHERE and the values bound in them. Not thread-safe. */
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Conditions and(String condition, @Nullable Object... bound) {
        conditions.add(condition);
        values.addAll(java.util.Arrays.asList(bound));
        return this;
    }

    Conditions equal(String column, String value) {
        return value.isEmpty() ? this : and(column + " = ?", value);
    }

    /** @param expression gives KIND:NAME of a row */
    Conditions visible(String expression, Visible visible) {
        if (visible.all()) {
            return this;
        }
        List<String> any = new ArrayList<>(List.of("1 = 0"));
        for (String scope : visible.scopes()) {
            any.add(expression + (scope.endsWith("*") ? " LIKE ? ESCAPE '!'" : " = ?"));
            values.add(scope.endsWith("*") ? escaped(scope.substring(0, scope.length() - 1)) + "%" : scope);
        }
        conditions.add("(" + String.join(" OR ", any) + ")");
        return this;
    }

    /** A text that stands for itself in LIKE … ESCAPE '!'. */
    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    @Nullable
    Object[] values(@Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(java.util.Arrays.asList(more));
        return all.toArray();
    }
}
