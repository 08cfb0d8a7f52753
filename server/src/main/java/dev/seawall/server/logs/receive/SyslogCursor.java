package dev.seawall.server.logs.receive;

import dev.seawall.server.logs.RawLine;
import java.time.Clock;
import java.util.SortedMap;

/** Reads a message of syslog from left to right. */
final class SyslogCursor {
    private static final int OLD_TIME = 15;
    private static final int LONGEST_TAG = 64;

    private final String text;
    private int at;

    SyslogCursor(String text) {
        this.text = text;
    }

    /** The number in angle brackets, 0 to 191; -1 where there is none. */
    int priority() {
        int close = text.indexOf('>');
        if (!text.startsWith("<") || close < 2 || close > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 1; i < close; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        if (value > 191) {
            return -1;
        }
        at = close + 1;
        return value;
    }

    boolean take(String sign) {
        boolean seen = text.startsWith(sign, at);
        at += seen ? sign.length() : 0;
        return seen;
    }

    /** Up to the next space, which is taken. */
    String word() {
        int end = text.indexOf(' ', at);
        end = end < 0 ? text.length() : end;
        String word = text.substring(at, end);
        at = Math.min(end + 1, text.length());
        return word;
    }

    String rest() {
        return text.substring(at);
    }

    long oldTime(Clock clock) {
        int end = text.indexOf(' ', at);
        if (end > at && Character.isDigit(text.charAt(at))) {
            long time = SyslogTime.iso(text.substring(at, end));
            at = time == RawLine.NO_TIME ? at : end + 1;
            return time;
        }
        if (text.length() < at + OLD_TIME) {
            return RawLine.NO_TIME;
        }
        long time = SyslogTime.old(text.substring(at, at + OLD_TIME), clock);
        if (time != RawLine.NO_TIME) {
            at += OLD_TIME;
            take(" ");
        }
        return time;
    }

    /** Whether what comes next is a tag already, for some senders leave the host out. */
    boolean seesTag() {
        int end = text.indexOf(' ', at);
        return end > at && text.charAt(end - 1) == ':';
    }

    /** {@code app[1]: } or {@code app: }, where it is there. */
    void tag(SortedMap<String, String> labels) {
        int end = at;
        while (end < text.length() && end - at < LONGEST_TAG && "[: ".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int colon = end;
        String pid = "";
        if (end < text.length() && text.charAt(end) == '[') {
            int close = text.indexOf(']', end);
            if (close < 0 || close - end > LONGEST_TAG) {
                return;
            }
            pid = text.substring(end + 1, close);
            colon = close + 1;
        }
        if (end == at || colon >= text.length() || text.charAt(colon) != ':') {
            return;
        }
        labels.put("app", text.substring(at, end));
        if (!pid.isEmpty()) {
            labels.put("pid", pid);
        }
        at = colon + 1;
        take(" ");
    }

    /** {@code [id name="value" ...][...]} or {@code -}; what is malformed stays in the message. */
    void structured(SortedMap<String, String> labels) {
        if (take("-")) {
            take(" ");
            return;
        }
        while (at < text.length() && text.charAt(at) == '[') {
            int end = SyslogElement.read(text, at, labels);
            if (end < 0) {
                return;
            }
            at = end;
        }
        take(" ");
    }
}
