package dev.seawall.server.api;

import dev.seawall.engine.format.Json;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One page of a list: {@code items}, {@code next} where there is more, {@code total} where it is known. */
final class Pages {
    private Pages() {}

    /**
     * @param rows one more than the limit where there is a next page
     * @param total null where it is not counted
     */
    static <T> Answer of(
            List<T> rows, int limit, Function<T, ObjectNode> json, Function<T, Cursor> cursor, @Nullable Long total) {
        ObjectNode out = Json.mapper().createObjectNode();
        ArrayNode items = out.putArray("items");
        rows.stream().limit(limit).map(json).forEach(items::add);
        if (rows.size() > limit) {
            out.put("next", cursor.apply(rows.get(limit - 1)).text());
        }
        if (total != null) {
            out.put("total", total);
        }
        return Answer.json(out);
    }
}
