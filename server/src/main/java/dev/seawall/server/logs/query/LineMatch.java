package dev.seawall.server.logs.query;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether one line is what a query asks for. The index may find more lines than this, never fewer. */
public final class LineMatch {
    private final LogLine line;
    private @Nullable List<String> words;
    private @Nullable Map<String, String> fields;

    private LineMatch(LogLine line) {
        this.line = line;
    }

    /** Judges one line. */
    public static boolean matches(LogQuery query, LogLine line) {
        return new LineMatch(line).holds(query);
    }

    private boolean holds(LogQuery query) {
        return switch (query) {
            case LogQuery.All _ -> true;
            case LogQuery.Phrase(var wanted) -> hasPhrase(wanted);
            case LogQuery.Wildcard(var pattern) -> words().stream().anyMatch(word -> Globs.fits(pattern, word));
            case LogQuery.Regex(var field, var pattern) -> {
                String value = field.isEmpty() ? line.message() : value(field);
                yield value != null && pattern.matcher(value).find();
            }
            case LogQuery.Equal(var field, var value) -> value.equalsIgnoreCase(value(field));
            case LogQuery.Like(var field, var pattern) -> {
                String value = value(field);
                yield value != null && Globs.fits(pattern.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
            }
            case LogQuery.Range range -> inRange(range);
            case LogQuery.And(var parts) -> parts.stream().allMatch(this::holds);
            case LogQuery.Or(var parts) -> parts.stream().anyMatch(this::holds);
            case LogQuery.Not(var part) -> !holds(part);
        };
    }

    private boolean hasPhrase(List<String> wanted) {
        List<String> all = words();
        for (int i = 0; i + wanted.size() <= all.size(); i++) {
            if (all.subList(i, i + wanted.size()).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private List<String> words() {
        if (words == null) {
            words = Words.of(line.message());
        }
        return words;
    }

    private @Nullable String value(String field) {
        String label = line.labels().get(field);
        if (label != null || Labels.isReserved(field)) {
            return label;
        }
        if (fields == null) {
            fields = MessageFields.of(line.message());
        }
        return fields.get(field);
    }

    private boolean inRange(LogQuery.Range range) {
        if (range.field().equals("time")) {
            return within(range, bound -> Long.compare(line.timeNanos(), nanos(bound)));
        }
        String value = value(range.field());
        return value != null && within(range, bound -> compare(value, bound));
    }

    private interface ToBound {
        int compare(String bound);
    }

    private static boolean within(LogQuery.Range range, ToBound to) {
        if (!range.low().isOpen()) {
            int low = to.compare(range.low().value());
            if (low < 0 || (low == 0 && !range.low().inclusive())) {
                return false;
            }
        }
        if (range.high().isOpen()) {
            return true;
        }
        int high = to.compare(range.high().value());
        return high < 0 || (high == 0 && range.high().inclusive());
    }

    /** Nanoseconds since 1970 of an ISO 8601 time. */
    static long nanos(String time) {
        try {
            Instant instant = Instant.parse(time);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw QueryParser.refused("time:" + time, "the time is not like 2026-01-31T12:00:00Z");
        }
    }

    private static int compare(String a, String b) {
        try {
            return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
        } catch (NumberFormatException e) {
            return a.compareTo(b);
        }
    }
}
