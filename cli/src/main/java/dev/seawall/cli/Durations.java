package dev.seawall.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, a bare number of seconds, or ISO 8601. */
final class Durations implements CommandLine.ITypeConverter<Duration> {
    private static final Pattern PARTS = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");

    @Override
    public Duration convert(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (text.matches("\\d+")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Matcher parts = PARTS.matcher(text);
        if (!text.isEmpty() && parts.matches()) {
            return Duration.ofHours(number(parts, 1))
                    .plusMinutes(number(parts, 2))
                    .plusSeconds(number(parts, 3))
                    .plusMillis(number(parts, 4));
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + value + "' is no duration; write for example 90s, 5m or 1h30m");
        }
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
