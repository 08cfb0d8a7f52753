package dev.seawall.agent.activity;

import dev.seawall.agent.sensor.Call;
import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import dev.seawall.engine.rule.Event;
import dev.seawall.engine.rule.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code evt.arg.*}: the arguments of system calls by their names, with names instead of numbers where there are such. */
final class EventArguments {
    private EventArguments() {}

    static @Nullable String named(SensorEvent event, Field field) {
        Call call = event.call();
        if (call == null) {
            return ExecArguments.named(event, field);
        }
        Call.Argument argument = find(call, field);
        return argument == null ? null : text(event, argument);
    }

    private static Call.@Nullable Argument find(Call call, Field field) {
        List<Call.Argument> arguments = call.arguments();
        if (field.index() >= 0) {
            return field.index() < arguments.size() ? arguments.get(field.index()) : null;
        }
        for (Call.Argument each : arguments) {
            if (each.name().equals(field.argument())) {
                return each;
            }
        }
        return null;
    }

    /** All of them, as outputs write them. */
    static String all(SensorEvent event) {
        Call call = event.call();
        if (call == null) {
            return ExecArguments.all(event);
        }
        List<String> out = new ArrayList<>();
        for (Call.Argument each : call.arguments()) {
            String text = text(event, each);
            out.add(each.name() + "=" + (text == null ? "<NA>" : text));
        }
        return String.join(" ", out);
    }

    static long raw(SensorEvent event, Field field) {
        Call call = event.call();
        Call.Argument argument = call == null ? null : find(call, field);
        return argument == null ? Event.ABSENT : number(event, argument);
    }

    private static long number(SensorEvent event, Call.Argument argument) {
        RawRecord record = event.record();
        return switch (argument.from()) {
            case "result" -> record.result();
            case "how" -> record.number(Part.HOW, argument.name().equals("flags") ? 0 : 8);
            case "file" ->
                argument.kind().equals("ino") ? record.number(Part.FILE, 0) : record.small(Part.FILE, 8) & 0xffffffffL;
            case "creds" -> record.number(Part.CREDS, capabilityAt(argument.kind()));
            default -> argument.from().startsWith("a") ? record.argument(argument.index()) : Event.ABSENT;
        };
    }

    private static int capabilityAt(String kind) {
        return switch (kind) {
            case "inheritable" -> 16;
            case "permitted" -> 24;
            default -> 32;
        };
    }

    private static @Nullable String text(SensorEvent event, Call.Argument argument) {
        return switch (argument.kind()) {
            case "path" -> path(event, argument);
            case "text" -> event.record().argumentText(argument.index());
            case "tuple", "address" -> event.descriptor().name();
            case "bytes" -> payload(event.record());
            case "fd", "errno" -> descriptor(event, argument);
            default -> numeric(event, argument.kind(), number(event, argument));
        };
    }

    private static @Nullable String path(SensorEvent event, Call.Argument argument) {
        if (argument.from().equals("file")) {
            return event.record().path(Part.FILE_PATH);
        }
        String path = event.record().argumentText(argument.index());
        return path == null ? null : event.absolute(argument.index(), path);
    }

    private static @Nullable String payload(RawRecord record) {
        byte[] bytes = record.bytes(Part.PAYLOAD);
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A descriptor with what is behind it, or why there is none. */
    private static String descriptor(SensorEvent event, Call.Argument argument) {
        long value = argument.from().equals("result") ? event.record().result() : (int) number(event, argument);
        if (value < 0 && argument.from().equals("result")) {
            return Flags.one("errno", -value);
        }
        if (argument.kind().equals("errno")) {
            return Long.toString(value);
        }
        Descriptor about = event.descriptor();
        if (value == about.number() && about.name() != null) {
            return "<" + about.type() + ">" + about.name();
        }
        return value == -100 ? "AT_FDCWD" : Long.toString(value);
    }

    private static @Nullable String numeric(SensorEvent event, String kind, long value) {
        return switch (kind) {
            case "open-flags" -> Flags.open(value);
            case "octal" -> "0" + Long.toOctalString(value & 07777);
            case "mode", "clone-flags", "unlink-flags", "memfd-flags" -> Flags.bits(kind, value, "|");
            case "family", "ptrace", "bpf", "signal" -> Flags.one(kind, (int) value);
            case "user" -> named(event.surroundings().user(event.process(), (int) value), value);
            case "group" -> named(event.surroundings().group(event.process(), (int) value), value);
            case "inheritable", "permitted", "effective" -> Flags.capabilities(value);
            case "hex", "dev" -> "0x" + Long.toHexString(value).toUpperCase(java.util.Locale.ROOT);
            case "ino" -> Long.toString(value);
            default -> Long.toString((int) value);
        };
    }

    private static String named(@Nullable String name, long value) {
        return name == null ? Integer.toUnsignedString((int) value) : name;
    }
}
