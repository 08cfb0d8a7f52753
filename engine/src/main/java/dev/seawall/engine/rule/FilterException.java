package dev.seawall.engine.rule;

/** A filter, an output template or a rule cannot be used; says what is wrong and where in its text. */
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final boolean unknownName;

    FilterException(String message, int offset) {
        this(message, offset, false);
    }

    private FilterException(String message, int offset, boolean unknownName) {
        super(message);
        this.offset = offset;
        this.unknownName = unknownName;
    }

    /** The failure that {@code skip-if-unknown-filter} forgives: a field or an event type that does not exist. */
    static FilterException unknownName(String message, int offset) {
        return new FilterException(message, offset, true);
    }

    FilterException at(int place) {
        return new FilterException(message(), place, unknownName);
    }

    /** What is wrong, in one line. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Where in the text, in bytes from 0. */
    public int offset() {
        return offset;
    }

    /** True where a field or event type does not exist, which a rule may be told to be skipped for. */
    public boolean isUnknownName() {
        return unknownName;
    }
}
