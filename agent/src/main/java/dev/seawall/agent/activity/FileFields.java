package dev.seawall.agent.activity;

import static dev.seawall.engine.rule.Event.ABSENT;

import dev.seawall.agent.sensor.Call;
import dev.seawall.agent.sensor.Part;
import org.jspecify.annotations.Nullable;

/** {@code fs.path.*} and the part of {@code fd.*} that is about files. */
final class FileFields {
    private FileFields() {}

    static void register() {
        FieldTable.number("fd.num", (event, field) -> event.descriptor().number());
        FieldTable.text("fd.name", event -> event.descriptor().name());
        FieldTable.text("fd.nameraw", event -> event.descriptor().raw());
        FieldTable.text(
                "fd.typechar",
                event -> event.descriptor().type() == Descriptor.NONE
                        ? null
                        : String.valueOf(event.descriptor().type()));
        FieldTable.text("fd.type", event -> type(event.descriptor().type()));
        FieldTable.text("fd.directory", event -> {
            String name = fileName(event);
            return name == null ? null : Paths.folder(name);
        });
        FieldTable.text("fd.filename", event -> {
            String name = fileName(event);
            return name == null ? null : Paths.name(name);
        });
        FieldTable.number("fd.ino", (event, field) -> file(event, event.record().number(Part.FILE, 0)));
        FieldTable.number("fd.dev", (event, field) -> file(event, event.record().small(Part.FILE, 8)));
        FieldTable.number(
                "fd.is_upper_layer",
                (event, field) -> file(event, EventFields.truth(event.record().small(Part.FILE, 20) == 1)));
        FieldTable.number(
                "fd.is_lower_layer",
                (event, field) -> file(event, EventFields.truth(event.record().small(Part.FILE, 20) == 2)));
        FieldTable.text("fs.path.name", FileFields::path);
        FieldTable.text("fs.path.nameraw", event -> find(event, "path", true));
        FieldTable.text("fs.path.source", event -> pair(event, false));
        FieldTable.text("fs.path.target", event -> pair(event, true));
    }

    private static long file(SensorEvent event, long value) {
        return event.record().has(Part.FILE) ? value : ABSENT;
    }

    private static @Nullable String fileName(SensorEvent event) {
        char type = event.descriptor().type();
        return type == 'f' || type == 'd' ? event.descriptor().name() : null;
    }

    private static @Nullable String type(char type) {
        return switch (type) {
            case Descriptor.NONE -> null;
            case 'f' -> "file";
            case 'd' -> "directory";
            case '4' -> "ipv4";
            case '6' -> "ipv6";
            case 'u' -> "unix";
            case 'p' -> "pipe";
            case 'm' -> "memfd";
            case 'n' -> "netlink";
            default -> "unknown";
        };
    }

    /** The path a call is about: of two the new one. */
    static @Nullable String path(SensorEvent event) {
        String fromFile = event.record().has(Part.FILE_PATH) ? event.record().path(Part.FILE_PATH) : null;
        return fromFile != null ? fromFile : find(event, "path", false);
    }

    private static @Nullable String find(SensorEvent event, String kind, boolean raw) {
        Call call = event.call();
        String found = null;
        for (Call.Argument each : call == null ? java.util.List.<Call.Argument>of() : call.arguments()) {
            if (each.kind().equals(kind) && each.from().startsWith("t")) {
                String text = event.record().argumentText(each.index());
                found = text == null ? found : raw ? text : event.absolute(each.index(), text);
            }
        }
        return found;
    }

    private static @Nullable String pair(SensorEvent event, boolean target) {
        Call call = event.call();
        if (call == null) {
            return null;
        }
        for (Call.Argument each : call.arguments()) {
            boolean isTarget = each.name().startsWith("new")
                    || each.name().equals("linkpath")
                    || each.name().equals("dir");
            boolean isSource = each.name().startsWith("old")
                    || each.name().equals("target")
                    || each.name().equals("dev");
            if ((target ? isTarget : isSource) && each.from().startsWith("t")) {
                String text = event.record().argumentText(each.index());
                return text == null ? null : event.absolute(each.index(), text);
            }
        }
        return null;
    }
}
