package dev.seawall.server.logs.receive;

import dev.seawall.server.logs.RawLine;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The times of syslog, in nanoseconds since 1970. */
final class SyslogTime {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private SyslogTime() {}

    static long iso(String text) {
        try {
            return nanos(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return RawLine.NO_TIME;
        }
    }

    /** {@code Jan  1 12:00:00}, in UTC and of the year that brings it nearest to now. */
    static long old(String text, Clock clock) {
        try {
            int month = MONTHS.indexOf(text.substring(0, 3)) + 1;
            int day = Integer.parseInt(text.substring(4, 6).strip());
            Instant now = clock.instant();
            int year = now.atOffset(ZoneOffset.UTC).getYear();
            Instant time = at(year, month, day, text);
            if (time.isAfter(now.plus(Duration.ofDays(180)))) {
                time = at(year - 1, month, day, text);
            } else if (time.isBefore(now.minus(Duration.ofDays(200)))) {
                time = at(year + 1, month, day, text);
            }
            return nanos(time);
        } catch (DateTimeException | NumberFormatException e) {
            return RawLine.NO_TIME;
        }
    }

    private static Instant at(int year, int month, int day, String text) {
        return LocalDateTime.of(
                        year,
                        month,
                        day,
                        Integer.parseInt(text.substring(7, 9)),
                        Integer.parseInt(text.substring(10, 12)),
                        Integer.parseInt(text.substring(13, 15)))
                .toInstant(ZoneOffset.UTC);
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
