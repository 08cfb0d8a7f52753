package dev.seawall.server.vault.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A parameter that an endpoint knows.
 *
 * @param fallback its value when it is not given, of the type's Java class
 */
public record Field(String name, FieldType type, Object fallback) {
    /** A text. */
    public static Field string(String name) {
        return string(name, "");
    }

    /** A text with a default. */
    public static Field string(String name, String fallback) {
        return new Field(name, FieldType.STRING, fallback);
    }

    /** A whole number. */
    public static Field integer(String name) {
        return integer(name, 0);
    }

    /** A whole number with a default. */
    public static Field integer(String name, long fallback) {
        return new Field(name, FieldType.INTEGER, fallback);
    }

    /** True or false, false by default. */
    public static Field flag(String name) {
        return flag(name, false);
    }

    /** True or false. */
    public static Field flag(String name, boolean fallback) {
        return new Field(name, FieldType.FLAG, fallback);
    }

    /** An object. */
    public static Field map(String name) {
        return new Field(name, FieldType.MAP, Map.of());
    }

    /** Keys and texts. */
    public static Field pairs(String name) {
        return new Field(name, FieldType.PAIRS, Map.of());
    }

    /** A span of time, not negative. */
    public static Field duration(String name) {
        return new Field(name, FieldType.DURATION, Duration.ZERO);
    }

    /** A span of time, possibly negative. */
    public static Field signedDuration(String name) {
        return new Field(name, FieldType.SIGNED_DURATION, Duration.ZERO);
    }

    /** A span of time with a default. */
    public static Field duration(String name, Duration fallback) {
        return new Field(name, FieldType.DURATION, fallback);
    }

    /** A list of texts. */
    public static Field strings(String name) {
        return new Field(name, FieldType.STRINGS, List.of());
    }

    /** A list of texts that may come as one with commas. */
    public static Field commas(String name) {
        return new Field(name, FieldType.COMMAS, List.of());
    }

    /** A list of numbers. */
    public static Field integers(String name) {
        return new Field(name, FieldType.INTEGERS, List.of());
    }

    /** A list of anything. */
    public static Field list(String name) {
        return new Field(name, FieldType.LIST, List.of());
    }

    /** Anything at all, as it came. */
    public static Field any(String name) {
        return new Field(name, FieldType.ANY, "");
    }
}
