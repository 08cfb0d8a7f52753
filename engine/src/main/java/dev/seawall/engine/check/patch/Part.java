package dev.seawall.engine.check.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value and the offsets of the text that spells it; {@code end} is after its last character that is no blank. */
sealed interface Part {
    int start();

    int end();

    /** A scalar; one that is not written at all starts and ends after what stands before it. */
    record Scalar(int start, int end) implements Part {}

    /** An alias: the value stands elsewhere. */
    record Alias(int start, int end) implements Part {}

    /**
     * A map.
     *
     * @param flow true in braces
     * @param merges true where it takes in others by {@code <<}
     */
    record Mapping(int start, int end, boolean flow, boolean merges, List<Entry> entries) implements Part {
        @Nullable
        Entry entry(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst().orElse(null);
        }
    }

    /** A list; {@code flow} in brackets. */
    record Sequence(int start, int end, boolean flow, List<Part> items) implements Part {}

    /** A key with its value. */
    record Entry(String key, int start, int end, Part value) {}
}
