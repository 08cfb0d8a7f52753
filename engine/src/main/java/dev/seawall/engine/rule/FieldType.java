package dev.seawall.engine.rule;

import java.util.Locale;

/** What kind of value a field has, and so which operators it knows. */
public enum FieldType {
    /** Text; paths too. */
    TEXT(Family.TEXT, 0, false),
    /** Raw bytes, such as what a read returned. */
    BYTES(Family.BYTES, 0, false),
    /** 0 or 1. */
    BOOLEAN(Family.BOOLEAN, 32, false),
    /** A floating-point number. */
    DOUBLE(Family.DOUBLE, 64, true),
    /** Signed, 16 bits. */
    INT16(Family.NUMBER, 16, true),
    /** Signed, 32 bits. */
    INT32(Family.NUMBER, 32, true),
    /** Signed, 64 bits: process ids, results, descriptors. */
    INT64(Family.NUMBER, 64, true),
    /** Unsigned, 32 bits: user and group ids. */
    UINT32(Family.NUMBER, 32, false),
    /** Unsigned, 64 bits: counts, and times in nanoseconds. */
    UINT64(Family.NUMBER, 64, false),
    /** A port, or the name of a service. */
    PORT(Family.NUMBER, 16, false),
    /** An IPv4 or IPv6 address, 4 or 16 bytes. */
    ADDRESS(Family.ADDRESS, 0, false),
    /** An address that is compared with networks in CIDR notation. */
    NETWORK(Family.ADDRESS, 0, false),
    /** The type of the event's argument of that name. */
    DYNAMIC(Family.NUMBER, 64, true);

    /** Types that are compared in the same way. */
    enum Family {
        TEXT,
        BYTES,
        BOOLEAN,
        NUMBER,
        DOUBLE,
        ADDRESS
    }

    private final Family family;
    private final int bits;
    private final boolean signed;

    FieldType(Family family, int bits, boolean signed) {
        this.family = family;
        this.bits = bits;
        this.signed = signed;
    }

    static FieldType parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    Family family() {
        return family;
    }

    int bits() {
        return bits;
    }

    boolean isSigned() {
        return signed;
    }

    /** Cuts a number to the width of the type, so that -1 and 4294967295 are one user id. */
    long fit(long number) {
        return signed || bits == 64 ? number : number & ((1L << bits) - 1);
    }
}
