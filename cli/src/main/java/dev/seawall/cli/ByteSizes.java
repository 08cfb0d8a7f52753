package dev.seawall.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Sizes as people write them: {@code 10MB} (10^6 bytes), {@code 10MiB} (2^20), {@code 10M} (2^20), a bare number of bytes. */
final class ByteSizes implements CommandLine.ITypeConverter<Long> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})\\s*([kmgt]?)(i?b?)");

    @Override
    public Long convert(String value) {
        Matcher parts = SHAPE.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new CommandLine.TypeConversionException(
                    "'" + value + "' is no size; write for example 512KB, 10MB or 2GiB");
        }
        long base = parts.group(3).equals("b") ? 1000 : 1024;
        long factor = 1;
        for (int i = 0; i < " kmgt".indexOf(parts.group(2).isEmpty() ? " " : parts.group(2)); i++) {
            factor *= base;
        }
        return Math.multiplyExact(Long.parseLong(parts.group(1)), factor);
    }
}
