package dev.seawall.engine.rule;

import dev.seawall.engine.format.Located;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the right side of comparisons with numbers. */
final class NumberText {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,20}");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern REAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?");
    private static final Located SERVICES = FieldCatalogue.read("services.yaml");

    private NumberText() {}

    static boolean isNumber(String text) {
        return WHOLE.matcher(text).matches() || HEX.matcher(text).matches();
    }

    static long[] numbers(FieldType type, List<String> texts, int offset) throws FilterException {
        long[] out = new long[texts.size()];
        for (int i = 0; i < out.length; i++) {
            String text = texts.get(i);
            out[i] = type.fit(type == FieldType.PORT ? port(text, offset) : whole(text, type, offset));
        }
        return out;
    }

    private static long port(String text, int offset) throws FilterException {
        Located service = SERVICES.get(text);
        return whole(service.isPresent() ? service.text() : text, FieldType.PORT, offset);
    }

    private static long whole(String text, FieldType type, int offset) throws FilterException {
        try {
            if (HEX.matcher(text).matches()) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            if (WHOLE.matcher(text).matches()) {
                boolean unsigned = !type.isSigned() && text.charAt(0) != '-';
                return unsigned ? Long.parseUnsignedLong(text) : Long.parseLong(text);
            }
        } catch (NumberFormatException tooLarge) {
            throw new FilterException(text + " is too large a number", offset);
        }
        throw new FilterException(text + " is not a valid number", offset);
    }

    static long[] truths(List<String> texts, int offset) throws FilterException {
        long[] out = new long[texts.size()];
        for (int i = 0; i < out.length; i++) {
            String text = texts.get(i);
            if (!text.equals("true") && !text.equals("false")) {
                throw new FilterException("filter error: unrecognized boolean value " + text, offset);
            }
            out[i] = text.equals("true") ? 1 : 0;
        }
        return out;
    }

    static double[] reals(List<String> texts, int offset) throws FilterException {
        double[] out = new double[texts.size()];
        for (int i = 0; i < out.length; i++) {
            if (!REAL.matcher(texts.get(i)).matches()) {
                throw new FilterException(texts.get(i) + " is not a valid number", offset);
            }
            out[i] = Double.parseDouble(texts.get(i));
        }
        return out;
    }
}
