package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.advisory.Advisory;
import java.io.IOException;

/** Takes the records of a feed one at a time, and what could not be read. */
public interface RecordSink {
    /** One record. */
    void record(Advisory advisory) throws IOException;

    /** Something was left out; the text says what and why. */
    void problem(String text);
}
