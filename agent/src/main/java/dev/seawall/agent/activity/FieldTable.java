package dev.seawall.agent.activity;

import dev.seawall.engine.rule.FieldCatalogue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which fields an event of the sensor has and how each is read; the rest of the catalogue is absent. */
final class FieldTable {
    private static final Set<String> NAMES = new TreeSet<>();
    private static final @Nullable TextField[] TEXTS = new TextField[FieldCatalogue.size()];
    private static final @Nullable NumberField[] NUMBERS = new NumberField[FieldCatalogue.size()];
    private static final @Nullable BytesField[] BYTES = new BytesField[FieldCatalogue.size()];
    private static final @Nullable ManyField[] MANY = new ManyField[FieldCatalogue.size()];

    static {
        EventFields.register();
        ProcessFields.register();
        UserFields.register();
        SocketFields.register();
        FileFields.register();
        ContainerFields.register();
    }

    private FieldTable() {}

    static void text(String name, TextField source) {
        NAMES.add(name);
        TEXTS[FieldCatalogue.slot(name)] = source;
    }

    static void text(String name, Function<SensorEvent, @Nullable String> source) {
        text(name, (event, field) -> source.apply(event));
    }

    static void number(String name, NumberField source) {
        NAMES.add(name);
        NUMBERS[FieldCatalogue.slot(name)] = source;
    }

    static void bytes(String name, BytesField source) {
        NAMES.add(name);
        BYTES[FieldCatalogue.slot(name)] = source;
    }

    static void many(String name, ManyField source) {
        NAMES.add(name);
        MANY[FieldCatalogue.slot(name)] = source;
    }

    /** The names of all fields an event of the sensor may have. */
    static Set<String> names() {
        return NAMES;
    }

    static @Nullable TextField text(int slot) {
        return TEXTS[slot];
    }

    static @Nullable NumberField number(int slot) {
        return NUMBERS[slot];
    }

    static @Nullable BytesField bytes(int slot) {
        return BYTES[slot];
    }

    static @Nullable ManyField many(int slot) {
        return MANY[slot];
    }
}
