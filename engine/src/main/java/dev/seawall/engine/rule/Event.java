package dev.seawall.engine.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as rules see it. Which method is asked follows from {@link Field#type}; a field the event does
 * not have is null, {@link #ABSENT} or NaN, and then every comparison is false. No method may allocate where the source
 * must be fast: rules ask for one field many times.
 */
public interface Event {
    /** What {@link #number} answers for fields the event does not have. */
    long ABSENT = Long.MIN_VALUE;

    /** The number of its type ({@link EventTypes#number}), -1 where it has none. */
    int type();

    /** The value of a {@link FieldType#TEXT} field. */
    @Nullable
    String text(Field field);

    /** The value of a number, boolean (0 or 1), port or time in nanoseconds. */
    long number(Field field);

    /** The value of a {@link FieldType#DOUBLE} field. */
    double real(Field field);

    /** The bytes of a {@link FieldType#BYTES} field, or the 4 or 16 bytes of an address. */
    byte @Nullable [] bytes(Field field);

    /** All texts of a list, or of a field where {@link Field#isAny} holds. */
    @Nullable
    List<String> texts(Field field);

    /** The two addresses of {@code fd.ip} and {@code fd.net}. */
    @Nullable
    List<byte[]> addresses(Field field);

    /** The numbers of a field where {@link Field#isAny} holds: ports, or ids of ancestors. */
    long @Nullable [] numbers(Field field);
}
