package dev.seawall.agent.activity;

import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import dev.seawall.engine.rule.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code evt.arg.*} of a program's start, a fork and an exit. */
final class ExecArguments {
    private static final List<String> NAMES = List.of(
            "res",
            "exe",
            "args",
            "tid",
            "pid",
            "ptid",
            "cwd",
            "comm",
            "env",
            "tty",
            "vpgid",
            "pgid",
            "loginuid",
            "flags",
            "cap_inheritable",
            "cap_permitted",
            "cap_effective",
            "exe_ino",
            "exe_ino_ctime",
            "exe_ino_mtime",
            "uid",
            "gid",
            "trusted_exepath",
            "filename");

    private ExecArguments() {}

    static @Nullable String named(SensorEvent event, Field field) {
        if (field.index() >= 0) {
            return field.index() < NAMES.size() ? value(event, NAMES.get(field.index())) : null;
        }
        return value(event, field.argument());
    }

    static String all(SensorEvent event) {
        if (event.record().kind() == RawRecord.EXIT) {
            return "status=" + event.record().result();
        }
        List<String> out = new ArrayList<>();
        for (String name : NAMES) {
            String value = value(event, name);
            if (value != null) {
                out.add(name + "=" + value);
            }
        }
        return String.join(" ", out);
    }

    private static @Nullable String value(SensorEvent event, String name) {
        ProcessEntry process = event.process();
        return switch (name) {
            case "res" -> "0";
            case "exe" -> process.exe;
            case "args" -> process.joinedArguments();
            case "tid", "pid" -> Integer.toString(process.id);
            case "ptid" -> Integer.toString(process.parentId);
            case "cwd" -> process.cwd;
            case "comm" -> process.name;
            case "env" -> String.join(" ", process.environment);
            case "tty" -> Integer.toString(process.tty);
            case "vpgid" -> Integer.toString(process.vpgid);
            case "pgid" -> Integer.toString(process.pgid);
            case "loginuid" -> Integer.toString(process.loginUser);
            case "flags" -> flags(event);
            default -> more(event, name);
        };
    }

    private static @Nullable String more(SensorEvent event, String name) {
        ProcessEntry process = event.process();
        return switch (name) {
            case "cap_inheritable" -> Flags.capabilities(process.inheritable);
            case "cap_permitted" -> Flags.capabilities(process.permitted);
            case "cap_effective" -> Flags.capabilities(process.effective);
            case "exe_ino" -> Long.toString(process.exeIno);
            case "exe_ino_ctime" -> Long.toString(process.exeChanged);
            case "exe_ino_mtime" -> Long.toString(process.exeModified);
            case "uid" -> Integer.toUnsignedString(process.user);
            case "gid" -> Integer.toUnsignedString(process.group);
            case "trusted_exepath" -> process.exePath;
            case "filename" -> event.record().text(Part.FILENAME);
            default -> null;
        };
    }

    private static String flags(SensorEvent event) {
        List<String> out = new ArrayList<>();
        ProcessEntry process = event.process();
        if ((process.exeMode & 0222) != 0 && ProcessFields.isWritable(process)) {
            out.add("EXE_WRITABLE");
        }
        if (process.layer == 1) {
            out.add("EXE_UPPER_LAYER");
        }
        if (process.memfd) {
            out.add("EXE_FROM_MEMFD");
        }
        if (process.layer == 2) {
            out.add("EXE_LOWER_LAYER");
        }
        return out.isEmpty() ? "0" : String.join("|", out);
    }
}
