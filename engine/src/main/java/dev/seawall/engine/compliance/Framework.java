package dev.seawall.engine.compliance;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A framework, from {@code resources/compliance/ID.yaml}. Checks join it by their controls: {@code PREFIX:ITEM}.
 *
 * @param id as the command line spells it
 * @param prefix in front of the items' ids in the controls of checks
 * @param source where it is published
 */
public record Framework(String id, String title, String version, String prefix, String source, List<Item> items) {
    private static final List<String> IDS =
            List.of("cis-docker", "cis-kubernetes", "nist-800-190", "nsa", "owasp-docker", "pss");

    public Framework {
        items = List.copyOf(items);
    }

    /**
     * One item, in our own words.
     *
     * @param manual true where no program can decide it
     */
    public record Item(String id, String section, String title, boolean manual) {}

    /** Every name that {@link #named} knows. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(IDS);
        names.add("pss-baseline");
        names.add("pss-restricted");
        return List.copyOf(names);
    }

    /** The framework of a name; {@code pss-baseline} is the first half of {@code pss}, {@code pss-restricted} all of it. */
    public static Optional<Framework> named(String name) {
        String id = name.startsWith("pss-") ? "pss" : name;
        if (!names().contains(name)) {
            return Optional.empty();
        }
        Framework whole = read(id);
        List<Item> items = whole.items.stream()
                .filter(item -> !name.equals("pss-baseline") || item.id().startsWith("baseline:"))
                .toList();
        return Optional.of(new Framework(name, whole.title, whole.version, whole.prefix, whole.source, items));
    }

    /** The control that checks name for an item. */
    String control(Item item) {
        return prefix + ":" + item.id();
    }

    private static Framework read(String id) {
        try (InputStream in = Framework.class.getResourceAsStream("/compliance/" + id + ".yaml")) {
            if (in == null || !(Yaml.parse(in.readAllBytes()) instanceof Map<?, ?> root)) {
                throw new IllegalStateException("no framework " + id + " in the program");
            }
            List<Item> items = new ArrayList<>();
            if (root.get("items") instanceof List<?> list) {
                list.forEach(each -> items.add(item(each)));
            }
            return new Framework(
                    text(root, "id"),
                    text(root, "title"),
                    text(root, "version"),
                    text(root, "prefix"),
                    text(root, "source"),
                    items);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the framework " + id, e);
        }
    }

    private static Item item(@Nullable Object each) {
        Map<?, ?> map = each instanceof Map<?, ?> found ? found : Map.of();
        return new Item(
                text(map, "id"), text(map, "section"), text(map, "title"), Boolean.TRUE.equals(map.get("manual")));
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }
}
