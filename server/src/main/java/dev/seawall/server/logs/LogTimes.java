package dev.seawall.server.logs;

import dev.seawall.engine.model.SeawallException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** Times as people write them. */
final class LogTimes {
    private static final Map<Character, Long> UNITS =
            Map.of('s', 1_000_000_000L, 'm', 60_000_000_000L, 'h', 3_600_000_000_000L, 'd', 86_400_000_000_000L);

    private LogTimes() {}

    /** {@code 2026-01-31T12:00:00Z}, or so long ago as in {@code 15m}; nanoseconds since 1970. */
    static long nanos(String text, Instant now) {
        if (text.matches("[0-9]{1,6}[smhd]")) {
            return LogIntake.nanos(now) - duration(text);
        }
        try {
            return LogIntake.nanos(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            throw new SeawallException(
                    "read the time " + text,
                    "it is neither like 2026-01-31T12:00:00Z nor like 15m",
                    "Write it one of these ways",
                    e);
        }
    }

    /** {@code 30s}, {@code 15m}, {@code 24h} or {@code 7d} in nanoseconds. */
    static long duration(String text) {
        if (!text.matches("[0-9]{1,6}[smhd]") || text.startsWith("0")) {
            throw new SeawallException(
                    "read the duration " + text, "it is not like 30s, 15m, 24h or 7d", "Write it this way");
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return count * UNITS.getOrDefault(text.charAt(text.length() - 1), 1L);
    }
}
