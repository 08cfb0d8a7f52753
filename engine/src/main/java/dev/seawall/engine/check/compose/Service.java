package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a service as Compose names them, read with the tolerance that Compose has.
 *
 * @param fields the service, merged and interpolated
 * @param path where it lies in its document: {@code services.web}; empty where it is the document
 */
record Service(SourceMap fields, String path) {
    boolean has(String key) {
        return fields.get(key) != null;
    }

    /** The field's place, with its path in the original document. */
    Mark mark(String key) {
        return fields.mark(key).from(path(key));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Service child(String key) {
        return new Service(fields.map(key), path(key));
    }

    /** A scalar as text, empty where there is none. */
    String text(String key) {
        return text(fields.get(key));
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case Double number
            when !number.isNaN() && !number.isInfinite() ->
                new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            case Boolean truth -> truth.toString();
            case null, default -> "";
        };
    }

    /** True or false where the field says so, in a boolean or a text, else null. */
    @Nullable
    Boolean truth(String key) {
        return switch (text(key).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> null;
        };
    }

    /** The words of a list or a scalar; a map gives {@code key=value}. */
    List<Item> items(String key) {
        List<Item> items = new ArrayList<>();
        switch (fields.get(key)) {
            case SourceList list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (!(list.get(i) instanceof SourceMap)) {
                        items.add(new Item(text(list.get(i)), list.mark(i).from(path(key) + "[" + i + "]")));
                    }
                }
            }
            case SourceMap map ->
                map.forEach((name, value) -> items.add(new Item(
                        value == null ? name : name + "=" + text(value),
                        map.mark(name).from(path(key) + "." + name))));
            case null -> {}
            case Object scalar -> items.add(new Item(text(scalar), mark(key)));
        }
        return items;
    }

    /** The maps of a list, the long form of ports and volumes. */
    List<Service> entries(String key) {
        List<Service> entries = new ArrayList<>();
        SourceList list = fields.list(key);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof SourceMap map) {
                entries.add(new Service(map, path(key) + "[" + i + "]"));
            }
        }
        return entries;
    }
}
