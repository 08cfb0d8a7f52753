package dev.seawall.engine.check.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values without a file behind them, such as answers of an interface, as the trees that conditions see; no places. */
public final class PlainTree {
    private PlainTree() {}

    /** The object; the empty map where the node is none. */
    public static SourceMap map(JsonNode node) {
        return value(node) instanceof SourceMap map ? map : SourceMap.EMPTY;
    }

    /** Any value: objects, lists, texts, numbers (Long or Double), booleans, null. */
    public static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            SourceMap.Builder map = new SourceMap.Builder();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue()), Mark.NONE));
            return map.build();
        } else if (node.isArray()) {
            SourceList.Builder list = new SourceList.Builder();
            node.forEach(item -> list.add(value(item), Mark.NONE));
            return list.build();
        } else if (node.isBoolean()) {
            return node.booleanValue();
        } else if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : (Object) node.doubleValue();
        } else if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isString() ? node.stringValue() : null;
    }

    /** Java's own maps, lists and scalars as a tree; maps keep their order. */
    public static @Nullable Object of(@Nullable Object plain) {
        return switch (plain) {
            case SourceMap map -> map;
            case SourceList list -> list;
            case Map<?, ?> map -> {
                SourceMap.Builder built = new SourceMap.Builder();
                map.forEach((key, value) -> built.put(String.valueOf(key), of(value), Mark.NONE));
                yield built.build();
            }
            case List<?> list -> {
                SourceList.Builder built = new SourceList.Builder();
                list.forEach(item -> built.add(of(item), Mark.NONE));
                yield built.build();
            }
            case Integer number -> number.longValue();
            case null, default -> plain;
        };
    }

    /** As {@link #of}, of a map. */
    public static SourceMap ofMap(Map<String, ? extends @Nullable Object> plain) {
        return of(plain) instanceof SourceMap map ? map : SourceMap.EMPTY;
    }
}
