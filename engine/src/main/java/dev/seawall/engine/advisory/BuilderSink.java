package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.RecordSink;
import java.io.IOException;
import java.util.Set;

/** Files a feed's records in a store that is being built; of some ecosystems only, where {@code only} names any. */
record BuilderSink(StoreBuilder builder, Set<String> only) implements RecordSink {
    @Override
    public void record(Advisory advisory) throws IOException {
        builder.add(advisory, only);
    }

    @Override
    public void problem(String text) {
        builder.problem(text);
    }
}
