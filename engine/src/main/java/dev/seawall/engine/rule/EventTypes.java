package dev.seawall.engine.rule;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names {@code evt.type} may have ({@code rule/events.yaml}) and their numbers. */
public final class EventTypes {
    private static final List<String> NAMES = load();
    private static final Map<String, Integer> NUMBERS = number();

    private EventTypes() {}

    private static List<String> load() {
        Located file = FieldCatalogue.read("events.yaml");
        List<String> names = new ArrayList<>(file.get("calls").texts());
        names.addAll(file.get("others").texts());
        return names.stream().distinct().toList();
    }

    private static Map<String, Integer> number() {
        Map<String, Integer> numbers = new HashMap<>();
        NAMES.forEach(name -> numbers.putIfAbsent(name, numbers.size()));
        return Map.copyOf(numbers);
    }

    /** How many types there are; numbers go from 0 to one below. */
    public static int size() {
        return NAMES.size();
    }

    /** The number of a type, -1 where there is none of that name. */
    public static int number(String name) {
        return NUMBERS.getOrDefault(name, -1);
    }

    /** The name of a type. */
    public static String name(int number) {
        return NAMES.get(number);
    }
}
