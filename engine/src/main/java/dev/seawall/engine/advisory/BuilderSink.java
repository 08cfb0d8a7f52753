package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.RecordSink;
import java.io.IOException;

/** Files a feed's records in a store that is being built; of one ecosystem only, where {@code only} names one. */
record BuilderSink(StoreBuilder builder, String only) implements RecordSink {
    @Override
    public void record(Advisory advisory) throws IOException {
        builder.add(advisory, only);
    }

    @Override
    public void problem(String text) {
        builder.problem(text);
    }
}
