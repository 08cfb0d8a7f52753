package dev.seawall.agent.activity;

import dev.seawall.engine.rule.Event;
import dev.seawall.engine.rule.Field;
import dev.seawall.engine.rule.FieldCatalogue;
import dev.seawall.engine.rule.FilterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event written down with all its fields, so that rules can judge it again later. */
public final class EventSnapshot {
    private static final List<Field> FIELDS = fields();

    private EventSnapshot() {}

    private static List<Field> fields() {
        List<String> names = new ArrayList<>(FieldTable.names());
        for (int i = 1; i <= 5; i++) {
            names.add("proc.aname[" + i + "]");
            names.add("proc.aexe[" + i + "]");
        }
        for (String argument : List.of(
                "flags",
                "name",
                "path",
                "oldpath",
                "newpath",
                "target",
                "linkpath",
                "mode",
                "uid",
                "request",
                "domain",
                "cmd",
                "filename")) {
            names.add("evt.arg." + argument);
        }
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            try {
                fields.add(FieldCatalogue.find(name, "syscall"));
            } catch (FilterException needsAnArgument) {
                continue;
            }
        }
        return fields;
    }

    /** Fields by name, absent ones left out; several values where a field has several. */
    public static Map<String, List<String>> of(SensorEvent event) {
        Map<String, List<String>> out = new TreeMap<>();
        for (Field field : FIELDS) {
            List<String> values = values(event, field);
            if (values != null && !values.isEmpty()) {
                out.put(field.toString(), values);
            }
        }
        return out;
    }

    private static @Nullable List<String> values(SensorEvent event, Field field) {
        if (field.isAny() || field.isList()) {
            return event.texts(field);
        }
        String text = event.text(field);
        if (text != null) {
            return List.of(text);
        }
        long number = event.number(field);
        return number == Event.ABSENT ? null : List.of(Long.toString(number));
    }
}
