package dev.seawall.server.vault.storage;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys and opaque bytes. Implementations need no secrecy and no order of their own: one writer calls {@link #commit}, any
 * thread reads.
 */
public interface VaultStorage extends AutoCloseable {
    /** The value at a key, or null. */
    byte @Nullable [] read(String key) throws IOException;

    /** What is directly below a prefix, sorted: names, and folders with a slash at the end. */
    List<String> list(String prefix) throws IOException;

    /** All changes or none; when it returns they survive a power cut. */
    void commit(List<Change> changes) throws IOException;

    /** Every entry once, in the order of keys. */
    void scan(BiConsumer<String, byte[]> visitor) throws IOException;

    /** How many entries there are. */
    long count() throws IOException;

    /** What holds the data, as seal-status says it. */
    String type();

    @Override
    void close();
}
