package dev.seawall.engine.check.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Kubernetes quantity: {@code 100m}, {@code 1.5Gi}, {@code 2e3}. */
record Quantity(BigDecimal value) implements Comparable<Quantity> {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40}))(?:([eE][+-]?[0-9]{1,2})|([numkMGTPE]|[KMGTPE]i))?");

    /** The quantity, or null where the text is none. */
    static @Nullable Quantity parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String exponent = matcher.group(2);
        String suffix = matcher.group(3);
        String digits = matcher.group(1);
        BigDecimal number = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
        if (exponent != null) {
            return new Quantity(number.scaleByPowerOfTen(Integer.parseInt(exponent.substring(1))));
        }
        return new Quantity(suffix == null ? number : number.multiply(scale(suffix)));
    }

    private static BigDecimal scale(String suffix) {
        if (suffix.endsWith("i")) {
            return BigDecimal.valueOf(1024).pow("KMGTPE".indexOf(suffix.charAt(0)) + 1);
        }
        int power =
                switch (suffix) {
                    case "n" -> -9;
                    case "u" -> -6;
                    case "m" -> -3;
                    default -> 3 * ("kMGTPE".indexOf(suffix) + 1);
                };
        return BigDecimal.ONE.scaleByPowerOfTen(power);
    }

    boolean isInteger() {
        return value.stripTrailingZeros().scale() <= 0
                && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    long asLong() {
        return value.setScale(0, RoundingMode.CEILING).longValue();
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity quantity && value.compareTo(quantity.value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return value.stripTrailingZeros().toPlainString();
    }
}
