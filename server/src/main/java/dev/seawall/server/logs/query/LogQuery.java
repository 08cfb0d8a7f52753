package dev.seawall.server.logs.query;

import com.google.re2j.Pattern;
import java.util.List;

/** What a query asks of a line; {@link QueryParser} makes it, {@link LineMatch} answers it. */
public sealed interface LogQuery {
    /** Every line. */
    record All() implements LogQuery {}

    /** Words of the message in this order, next to each other; one word is the usual case. */
    record Phrase(List<String> words) implements LogQuery {}

    /** A word of the message with {@code *} for any characters; lower case. */
    record Wildcard(String pattern) implements LogQuery {}

    /** A regular expression found anywhere in the message, or in a field where the name is not empty. */
    record Regex(String field, Pattern pattern) implements LogQuery {}

    /** A field with this value, whatever the case. */
    record Equal(String field, String value) implements LogQuery {}

    /** A field whose whole value fits a pattern with {@code *}, whatever the case. */
    record Like(String field, String pattern) implements LogQuery {}

    /**
     * A field from one value to another: as numbers where both are, else as text. Both ends may be left out as empty.
     *
     * @param field {@code time} means the line's own time, in ISO 8601
     */
    record Range(String field, Bound low, Bound high) implements LogQuery {}

    /** An end of a range. */
    record Bound(String value, boolean inclusive) {
        static final Bound OPEN = new Bound("", true);

        /** Whether the range has no end here. */
        public boolean isOpen() {
            return value.isEmpty();
        }
    }

    /** Every part holds. */
    record And(List<LogQuery> parts) implements LogQuery {}

    /** One part holds. */
    record Or(List<LogQuery> parts) implements LogQuery {}

    /** The part does not hold. */
    record Not(LogQuery part) implements LogQuery {}
}
