package dev.seawall.engine.host;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A fact that is read when first asked for, once, whoever asks. */
final class Lazy<T> {
    private final Supplier<T> reader;
    private @Nullable T value;

    Lazy(Supplier<T> reader) {
        this.reader = reader;
    }

    synchronized T get() {
        T known = value;
        if (known == null) {
            known = reader.get();
            value = known;
        }
        return known;
    }
}
