package dev.seawall.server.vault.wire;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as clients write them: a number of seconds, or a text such as "90s", "1h30m", "30d", "250ms". */
public final class Spans {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern DAYS = Pattern.compile("([-+]?\\d{1,9})d");
    private static final Pattern PART = Pattern.compile("(\\d{0,18}(?:\\.\\d{0,18})?)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "µs",
            1_000L,
            "μs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private Spans() {}

    /** The duration that a value says; empty when it says none. A missing or empty value is zero. */
    public static Optional<Duration> parse(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.of(Duration.ZERO);
            case Boolean ignored -> Optional.empty();
            case Number number -> seconds(number.toString());
            case String text -> parseText(text.strip());
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> parseText(String text) {
        if (text.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        if (NUMBER.matcher(text).matches()) {
            return seconds(text);
        }
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return Optional.of(Duration.ofDays(Long.parseLong(days.group(1))));
        }
        boolean negative = text.startsWith("-");
        String body = negative || text.startsWith("+") ? text.substring(1) : text;
        return parts(body).map(span -> negative ? span.negated() : span);
    }

    private static Optional<Duration> parts(String body) {
        Matcher matcher = PART.matcher(body);
        BigDecimal nanos = BigDecimal.ZERO;
        int at = 0;
        while (at < body.length()) {
            if (!matcher.find(at)
                    || matcher.start() != at
                    || matcher.group(1).replace(".", "").isEmpty()) {
                return Optional.empty();
            }
            long unit = UNITS.getOrDefault(matcher.group(2), 1L);
            nanos = nanos.add(
                    new BigDecimal("0" + matcher.group(1) + (matcher.group(1).endsWith(".") ? "0" : ""))
                            .multiply(BigDecimal.valueOf(unit)));
            at = matcher.end();
        }
        return ofNanos(nanos);
    }

    private static Optional<Duration> seconds(String text) {
        return ofNanos(new BigDecimal(text).multiply(BigDecimal.valueOf(1_000_000_000L)));
    }

    private static Optional<Duration> ofNanos(BigDecimal nanos) {
        return nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    /** A duration the way Go prints it: 0s, 1m0s, 768h0m0s. */
    public static String text(Duration span) {
        if (span.isNegative()) {
            return "-" + text(span.negated());
        }
        if (span.toMillis() < 1000) {
            return span.isZero() ? "0s" : span.toMillis() + "ms";
        }
        long seconds = span.toSeconds();
        String tail = seconds % 60 + "s";
        if (seconds < 60) {
            return tail;
        }
        String minutes = seconds / 60 % 60 + "m" + tail;
        return seconds < 3600 ? minutes : seconds / 3600 + "h" + minutes;
    }
}
