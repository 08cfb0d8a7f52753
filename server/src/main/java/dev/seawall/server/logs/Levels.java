package dev.seawall.server.logs;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One word for how bad a line is, whatever its writer calls it. */
public final class Levels {
    private static final List<String> SYSLOG =
            List.of("critical", "critical", "critical", "error", "warn", "info", "info", "debug");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("emerg", "critical"),
            Map.entry("emergency", "critical"),
            Map.entry("alert", "critical"),
            Map.entry("crit", "critical"),
            Map.entry("critical", "critical"),
            Map.entry("fatal", "critical"),
            Map.entry("panic", "critical"),
            Map.entry("err", "error"),
            Map.entry("error", "error"),
            Map.entry("severe", "error"),
            Map.entry("warn", "warn"),
            Map.entry("warning", "warn"),
            Map.entry("notice", "info"),
            Map.entry("info", "info"),
            Map.entry("information", "info"),
            Map.entry("debug", "debug"),
            Map.entry("trace", "debug"));
    private static final List<String> KEYS = List.of("level", "severity", "lvl");
    private static final int LOOKED_AT = 4_096;

    private Levels() {}

    /** Of a severity of syslog, 0 to 7. */
    public static String ofSyslog(int severity) {
        return SYSLOG.get(severity & 7);
    }

    /** Of a severity number of OpenTelemetry, 1 to 24; empty for others. */
    public static String ofOpenTelemetry(int number) {
        if (number < 1 || number > 24) {
            return "";
        }
        return List.of("debug", "debug", "info", "warn", "error", "critical").get((number - 1) / 4);
    }

    /** Of a word; the word itself where it is none of the known. */
    public static String ofWord(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return WORDS.getOrDefault(lower, lower);
    }

    /** Of a field {@code level}, {@code severity} or {@code lvl} in JSON or logfmt; empty where there is none. */
    static String inMessage(String message) {
        for (String key : KEYS) {
            int at = message.indexOf(key);
            if (at >= 0 && at < LOOKED_AT) {
                String word = wordAfter(message, at + key.length());
                if (WORDS.containsKey(word)) {
                    return ofWord(word);
                }
            }
        }
        return "";
    }

    private static String wordAfter(String message, int from) {
        int start = from;
        while (start < message.length() && start < from + 6 && "\"=: ".indexOf(message.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < message.length() && end - start < 12 && Character.isLetter(message.charAt(end))) {
            end++;
        }
        return start == from ? "" : message.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
