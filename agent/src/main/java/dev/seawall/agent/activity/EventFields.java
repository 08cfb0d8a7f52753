package dev.seawall.agent.activity;

import static dev.seawall.engine.rule.Event.ABSENT;

import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import dev.seawall.engine.rule.EventTypes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code evt.*} of what the sensor sees. */
final class EventFields {
    private static final long SECOND = 1_000_000_000L;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.nnnnnnnnn");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnxx");
    private static final int CREATE = 0x40;
    private static final int TEMPORARY = 0x410000;
    private static final int CREATED = 0x100000;

    private EventFields() {}

    static void register() {
        FieldTable.text("evt.type", event -> EventTypes.name(event.type()));
        FieldTable.text(
                "syscall.type",
                event -> event.record().kind() == RawRecord.EXIT ? null : EventTypes.name(event.type()));
        FieldTable.text("evt.dir", event -> "<");
        FieldTable.text("evt.source", event -> "syscall");
        FieldTable.text("evt.hostname", event -> event.surroundings().hostname());
        FieldTable.text("evt.res", EventFields::outcome);
        FieldTable.text("evt.args", EventArguments::all);
        FieldTable.text("evt.info", EventArguments::all);
        FieldTable.text("evt.arg", EventArguments::named);
        FieldTable.text("evt.abspath", event -> FileFields.path(event));
        FieldTable.text("evt.io_dir", EventFields::direction);
        FieldTable.number("evt.num", (event, field) -> event.sequence());
        FieldTable.number("evt.rawres", (event, field) -> event.result());
        FieldTable.number("evt.failed", (event, field) -> truth(event.result() < 0));
        FieldTable.number("evt.count", (event, field) -> 1);
        FieldTable.number("evt.rawarg", EventArguments::raw);
        FieldTable.bytes("evt.buffer", event -> event.record().bytes(Part.PAYLOAD));
        FieldTable.number("evt.buflen", (event, field) -> Math.max(event.result(), 0));
        registerOpens();
        registerTimes();
    }

    private static void registerOpens() {
        FieldTable.number("evt.is_open_read", (event, field) -> opens(event, (event.openFlags() & 3) != 1));
        FieldTable.number("evt.is_open_write", (event, field) -> opens(event, isWrite(event.openFlags())));
        FieldTable.number("evt.is_open_exec", (event, field) -> opens(event, isExecutable(event)));
        FieldTable.number(
                "evt.is_open_create",
                (event, field) -> opens(event, (event.record().small(Part.FILE, 16) & CREATED) != 0));
    }

    private static void registerTimes() {
        FieldTable.number("evt.rawtime", (event, field) -> event.wallNanos());
        FieldTable.number("evt.rawtime.s", (event, field) -> event.wallNanos() / SECOND);
        FieldTable.number("evt.rawtime.ns", (event, field) -> event.wallNanos() % SECOND);
        FieldTable.text("evt.time", event -> local(event, CLOCK));
        FieldTable.text("evt.time.s", event -> local(event, SECONDS));
        FieldTable.text("evt.datetime", event -> local(event, DATE));
        FieldTable.text("evt.time.iso8601", event -> ISO.format(instant(event).atOffset(ZoneOffset.UTC)));
    }

    private static Instant instant(SensorEvent event) {
        return Instant.ofEpochSecond(event.wallNanos() / SECOND, event.wallNanos() % SECOND);
    }

    private static String local(SensorEvent event, DateTimeFormatter format) {
        return format.format(instant(event).atZone(ZoneId.systemDefault()));
    }

    static long truth(boolean value) {
        return value ? 1 : 0;
    }

    private static long opens(SensorEvent event, boolean value) {
        return event.isOpen() ? truth(value) : ABSENT;
    }

    private static boolean isWrite(long flags) {
        return (flags & 3) == 1 || (flags & 3) == 2;
    }

    private static boolean isExecutable(SensorEvent event) {
        long flags = event.openFlags();
        boolean creates = (flags & CREATE) != 0 || (flags & TEMPORARY) == TEMPORARY;
        long mode =
                switch (event.record().call()) {
                    case 2 -> event.record().argument(2);
                    case 85 -> event.record().argument(1);
                    case 437 -> event.record().number(Part.HOW, 8);
                    default -> event.record().argument(3);
                };
        return creates && (mode & 0111) != 0;
    }

    private static String outcome(SensorEvent event) {
        return event.result() >= 0 ? "SUCCESS" : Flags.one("errno", -event.result());
    }

    private static String direction(SensorEvent event) {
        String name = EventTypes.name(event.type());
        return name.startsWith("recv") ? "read" : name.startsWith("send") ? "write" : "";
    }
}
