package dev.seawall.engine.check.cel;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, durations and timestamps; overflow is an error, as in CEL. */
final class Arithmetic {
    private static final Pattern PART = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,9})?)(h|ms|m|s|us|µs|ns)");

    private Arithmetic() {}

    static Object apply(String operator, @Nullable Object a, @Nullable Object b) {
        try {
            if (a instanceof Long x && b instanceof Long y) {
                return longs(operator, x, y);
            }
            if (a instanceof Number x && b instanceof Number y) {
                return doubles(operator, x.doubleValue(), y.doubleValue());
            }
            return times(operator, a, b);
        } catch (ArithmeticException e) {
            return new CelError(String.valueOf(e.getMessage()));
        }
    }

    private static Object longs(String operator, long x, long y) {
        return switch (operator) {
            case "_+_" -> Math.addExact(x, y);
            case "_-_" -> Math.subtractExact(x, y);
            case "_*_" -> Math.multiplyExact(x, y);
            case "_/_" -> x / y;
            default -> x % y;
        };
    }

    private static Object doubles(String operator, double x, double y) {
        return switch (operator) {
            case "_+_" -> x + y;
            case "_-_" -> x - y;
            case "_*_" -> x * y;
            case "_/_" -> x / y;
            default -> new CelError("no such overload: _%_(double, double)");
        };
    }

    private static Object times(String operator, @Nullable Object a, @Nullable Object b) {
        boolean minus = operator.equals("_-_");
        if (!minus && !operator.equals("_+_")) {
            return CelError.noOverload(operator, a, b);
        }
        if (b instanceof Duration d && a instanceof Duration c) {
            return minus ? c.minus(d) : c.plus(d);
        }
        if (b instanceof Duration d && a instanceof Instant i) {
            return minus ? i.minus(d) : i.plus(d);
        }
        return minus && a instanceof Instant i && b instanceof Instant j
                ? Duration.between(j, i)
                : CelError.noOverload(operator, a, b);
    }

    static Object negate(@Nullable Object value) {
        if (value instanceof Long number) {
            return number == Long.MIN_VALUE ? new CelError("long overflow") : (Object) (-number);
        }
        return value instanceof Double number ? (Object) (-number) : CelError.noOverload("-_", value);
    }

    /** A Go duration such as {@code 1h30m} or {@code -1.5s}, or null where the text is none. */
    static @Nullable Duration duration(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(rest);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (part.find() && part.start() == at) {
            sum = sum.plus(nanos(part.group(1), part.group(2)));
            at = part.end();
        }
        return at == 0 || at != rest.length() ? null : negative ? sum.negated() : sum;
    }

    private static Duration nanos(String number, String unit) {
        long scale =
                switch (unit) {
                    case "h" -> 3_600_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "ms" -> 1_000_000L;
                    case "ns" -> 1L;
                    default -> 1_000L;
                };
        BigDecimal exact =
                new BigDecimal(number.endsWith(".") ? number + "0" : number).multiply(BigDecimal.valueOf(scale));
        return Duration.ofNanos(
                exact.min(BigDecimal.valueOf(Long.MAX_VALUE / 8)).longValue());
    }
}
