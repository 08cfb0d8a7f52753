package dev.seawall.agent.activity;

import static dev.seawall.engine.rule.Event.ABSENT;

import dev.seawall.engine.rule.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code proc.*} and {@code thread.*}. */
final class ProcessFields {
    private static final int HIGHEST = 64;
    private static final long DAC_OVERRIDE = 1L << 1;

    private ProcessFields() {}

    static void register() {
        registerOwn();
        registerAncestors();
        registerNumbers();
        registerTruths();
        FieldTable.text("thread.cap_permitted", own(each -> Flags.capabilities(each.permitted)));
        FieldTable.text("thread.cap_inheritable", own(each -> Flags.capabilities(each.inheritable)));
        FieldTable.text("thread.cap_effective", own(each -> Flags.capabilities(each.effective)));
    }

    private static Function<SensorEvent, @Nullable String> own(Function<ProcessEntry, @Nullable String> source) {
        return event -> source.apply(event.process());
    }

    private static Function<SensorEvent, @Nullable String> parent(Function<ProcessEntry, @Nullable String> source) {
        return event -> {
            ProcessEntry parent = event.process().parent;
            return parent == null ? null : source.apply(parent);
        };
    }

    private static void registerOwn() {
        FieldTable.text("proc.name", own(ProcessEntry::name));
        FieldTable.text("proc.exe", own(each -> each.exe));
        FieldTable.text("proc.exepath", own(each -> each.exePath));
        FieldTable.text("proc.args", own(ProcessEntry::joinedArguments));
        FieldTable.text("proc.cmdline", own(ProcessEntry::commandLine));
        FieldTable.text(
                "proc.exeline",
                own(each -> each.arguments.isEmpty() ? each.exe : each.exe + " " + each.joinedArguments()));
        FieldTable.text("proc.cwd", own(each -> each.cwd.endsWith("/") ? each.cwd : each.cwd + "/"));
        FieldTable.text("proc.env", ProcessFields::environment);
        FieldTable.text("proc.pname", parent(ProcessEntry::name));
        FieldTable.text("proc.pexe", parent(each -> each.exe));
        FieldTable.text("proc.pexepath", parent(each -> each.exePath));
        FieldTable.text("proc.pcmdline", parent(ProcessEntry::commandLine));
        FieldTable.text("proc.sname", event -> leader(event, true, ProcessEntry::name));
        FieldTable.text("proc.sid.exe", event -> leader(event, true, each -> each.exe));
        FieldTable.text("proc.sid.exepath", event -> leader(event, true, each -> each.exePath));
        FieldTable.text("proc.pgid.name", event -> leader(event, false, ProcessEntry::name));
        FieldTable.text("proc.pgid.exe", event -> leader(event, false, each -> each.exe));
        FieldTable.text("proc.pgid.exepath", event -> leader(event, false, each -> each.exePath));
        FieldTable.text("proc.vpgid.name", event -> leader(event, false, ProcessEntry::name));
        FieldTable.text("proc.vpgid.exe", event -> leader(event, false, each -> each.exe));
        FieldTable.text("proc.vpgid.exepath", event -> leader(event, false, each -> each.exePath));
        FieldTable.text("thread.nametid", own(each -> each.name + each.id));
    }

    /** All variables, or the value of the one that is asked for. */
    private static @Nullable String environment(SensorEvent event, Field field) {
        List<String> all = event.process().environment;
        if (!field.hasArgument()) {
            return String.join(" ", all);
        }
        for (String each : all) {
            if (each.startsWith(field.argument())
                    && each.startsWith("=", field.argument().length())) {
                return each.substring(field.argument().length() + 1);
            }
        }
        return null;
    }

    /** The leader of the session or group, where it is among the ancestors. */
    private static @Nullable String leader(
            SensorEvent event, boolean session, Function<ProcessEntry, @Nullable String> source) {
        ProcessEntry at = event.process();
        int wanted = session ? at.sid : at.pgid;
        for (int i = 0; i < HIGHEST && at != null; i++) {
            if (at.id == wanted) {
                return source.apply(at);
            }
            at = at.parent;
        }
        return null;
    }

    private static void registerAncestors() {
        ancestor("proc.aname", ProcessEntry::name);
        ancestor("proc.aexe", each -> each.exe);
        ancestor("proc.aexepath", each -> each.exePath);
        ancestor("proc.acmdline", ProcessEntry::commandLine);
        FieldTable.many("proc.aenv", event -> ancestors(event, each -> String.join(" ", each.environment)));
        FieldTable.number("proc.apid", (event, field) -> {
            ProcessEntry found = event.process().ancestor(field.index());
            return found == null ? ABSENT : found.id;
        });
    }

    private static void ancestor(String name, Function<ProcessEntry, String> source) {
        FieldTable.text(name, (event, field) -> {
            ProcessEntry found = event.process().ancestor(Math.max(field.index(), 0));
            return found == null ? null : source.apply(found);
        });
        FieldTable.many(name, event -> ancestors(event, source));
    }

    private static List<String> ancestors(SensorEvent event, Function<ProcessEntry, String> source) {
        List<String> out = new ArrayList<>();
        ProcessEntry at = event.process().parent;
        while (at != null && out.size() < HIGHEST) {
            out.add(source.apply(at));
            at = at.parent;
        }
        return out;
    }

    static long[] ancestorIds(SensorEvent event) {
        return ancestors(event, each -> Integer.toString(each.id)).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static void number(String name, ToLongFunction<ProcessEntry> source) {
        FieldTable.number(name, (event, field) -> source.applyAsLong(event.process()));
    }

    private static void registerNumbers() {
        number("proc.pid", each -> each.id);
        number("proc.ppid", each -> each.parentId);
        number("proc.vpid", each -> each.vpid);
        number("proc.pvpid", each -> each.parent == null ? ABSENT : each.parent.vpid);
        number("proc.sid", each -> each.sid);
        number("proc.pgid", each -> each.pgid);
        number("proc.vpgid", each -> each.vpgid);
        number("proc.tty", each -> each.tty & 0xffffffffL);
        number("proc.exe_ino", each -> each.exeIno);
        number("proc.exe_ino.ctime", each -> each.exeChanged);
        number("proc.exe_ino.mtime", each -> each.exeModified);
        number("proc.cmdnargs", each -> each.arguments.size());
        number("proc.cmdlenargs", each -> each.joinedArguments().length());
        FieldTable.number("thread.tid", (event, field) -> event.record().thread());
        FieldTable.number(
                "thread.vtid",
                (event, field) -> event.record().thread() == event.process().id ? event.process().vpid : ABSENT);
        FieldTable.number("proc.duration", (event, field) -> age(event, event.process()));
        FieldTable.number("proc.ppid.duration", (event, field) -> age(event, event.process().parent));
        FieldTable.number("proc.pid.ts", (event, field) -> wall(event, event.process()));
        FieldTable.number("proc.ppid.ts", (event, field) -> wall(event, event.process().parent));
        FieldTable.number(
                "proc.exe_ino.ctime_duration_proc_start",
                (event, field) -> wall(event, event.process()) - event.process().exeChanged);
    }

    private static long age(SensorEvent event, @Nullable ProcessEntry of) {
        return of == null ? ABSENT : Math.max(event.monotonicNanos() - of.startNanos, 0);
    }

    private static long wall(SensorEvent event, @Nullable ProcessEntry of) {
        return of == null ? ABSENT : of.startNanos + event.surroundings().wallOffsetNanos();
    }

    private static void registerTruths() {
        number("proc.is_exe_writable", each -> EventFields.truth(isWritable(each)));
        number("proc.is_exe_upper_layer", each -> EventFields.truth(each.layer == 1));
        number("proc.is_exe_lower_layer", each -> EventFields.truth(each.layer == 2));
        number("proc.is_exe_from_memfd", each -> EventFields.truth(each.memfd));
        number("proc.is_sid_leader", each -> EventFields.truth(each.vsid == each.vpid));
        number("proc.is_vpgid_leader", each -> EventFields.truth(each.vpgid == each.vpid));
        number("proc.is_pgid_leader", each -> EventFields.truth(each.pgid == each.id));
        FieldTable.number(
                "thread.ismain",
                (event, field) -> EventFields.truth(event.record().thread() == event.process().id));
    }

    /** Who may write everything may write its own program; others by the mode alone. */
    static boolean isWritable(ProcessEntry process) {
        return (process.effective & DAC_OVERRIDE) != 0 || (process.exeMode & 0002) != 0;
    }
}
