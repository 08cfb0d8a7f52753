package dev.seawall.engine.trust.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * JSON in its one canonical spelling, over which logs and TUF roles sign. Numbers must be whole, as they are in both.
 */
public final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();
    private final boolean olpc;

    private CanonicalJson(boolean olpc) {
        this.olpc = olpc;
    }

    /** RFC 8785: keys by UTF-16 code units, control characters escaped. */
    public static byte[] rfc8785(JsonNode node) throws TrustException {
        return new CanonicalJson(false).written(node);
    }

    /** OLPC's: only the quote and the backslash escaped. */
    public static byte[] olpc(JsonNode node) throws TrustException {
        return new CanonicalJson(true).written(node);
    }

    private byte[] written(JsonNode node) throws TrustException {
        write(node);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(JsonNode node) throws TrustException {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isString()) {
            text(node.asString());
        } else if (node.isIntegralNumber()) {
            BigInteger value = node.bigIntegerValue();
            out.append(value);
        } else {
            TrustException.require(node.isBoolean() || node.isNull(), "canonical JSON", "a number is not whole");
            out.append(node.isNull() ? "null" : Boolean.toString(node.booleanValue()));
        }
    }

    private void object(JsonNode node) throws TrustException {
        List<String> names = new ArrayList<>(node.propertyNames());
        names.sort(olpc ? CanonicalJson::byCodePoints : String::compareTo);
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",");
            text(names.get(i));
            out.append(':');
            write(node.path(names.get(i)));
        }
        out.append('}');
    }

    private static int byCodePoints(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private void array(JsonNode node) throws TrustException {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
            out.append(i == 0 ? "" : ",");
            write(node.path(i));
        }
        out.append(']');
    }

    private void text(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c >= 0x20 || olpc) {
            out.append(c);
        } else {
            control(c);
        }
    }

    private void control(char c) {
        int named = "\b\t\n\f\r".indexOf(c);
        if (named >= 0) {
            out.append('\\').append("btnfr".charAt(named));
        } else {
            out.append("\\u%04x".formatted((int) c));
        }
    }
}
