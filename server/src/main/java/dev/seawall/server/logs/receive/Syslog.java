package dev.seawall.server.logs.receive;

import dev.seawall.server.logs.Levels;
import dev.seawall.server.logs.RawLine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One message of syslog, by RFC 5424 or RFC 3164. Whatever fits neither is kept whole as a message; nothing is thrown.
 */
final class Syslog {
    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    private final Clock clock;

    Syslog(Clock clock) {
        this.clock = clock;
    }

    /** @param sender address, kept as host where the message names none */
    RawLine parse(byte[] bytes, int length, String sender) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return parse(text.substring(0, end), sender);
    }

    private RawLine parse(String text, String sender) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("source", "syslog");
        labels.put("host", sender);
        if (text.indexOf('\uFFFD') >= 0) {
            labels.put("encoding", "not UTF-8");
        }
        SyslogCursor at = new SyslogCursor(text);
        int priority = at.priority();
        if (priority < 0) {
            return new RawLine(RawLine.NO_TIME, text, labels);
        }
        labels.put("level", Levels.ofSyslog(priority & 7));
        labels.put("facility", FACILITIES.get(priority >> 3));
        return at.take("1 ") ? modern(at, labels) : old(at, labels);
    }

    private static RawLine modern(SyslogCursor at, SortedMap<String, String> labels) {
        long time = SyslogTime.iso(at.word());
        put(labels, "host", at.word());
        put(labels, "app", at.word());
        put(labels, "pid", at.word());
        put(labels, "message-id", at.word());
        at.structured(labels);
        String message = at.rest();
        return new RawLine(time, message.startsWith("\uFEFF") ? message.substring(1) : message, labels);
    }

    private static void put(SortedMap<String, String> labels, String name, String value) {
        if (!value.isEmpty() && !value.equals("-")) {
            labels.put(name, value);
        }
    }

    /** {@code Jan 31 12:00:00 host app[1]: text}, with everything but the text left out by somebody. */
    private RawLine old(SyslogCursor at, SortedMap<String, String> labels) {
        long time = at.oldTime(clock);
        if (time != RawLine.NO_TIME && !at.seesTag()) {
            put(labels, "host", at.word());
        }
        at.tag(labels);
        return new RawLine(time, at.rest(), labels);
    }
}
