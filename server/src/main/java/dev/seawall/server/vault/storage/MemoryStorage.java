package dev.seawall.server.vault.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A vault that forgets everything when the program ends. */
public final class MemoryStorage implements VaultStorage {
    private final ConcurrentSkipListMap<String, byte[]> entries = new ConcurrentSkipListMap<>();

    @Override
    public byte @Nullable [] read(String key) {
        return entries.get(key);
    }

    @Override
    public List<String> list(String prefix) {
        TreeSet<String> names = new TreeSet<>();
        for (String key : entries.tailMap(prefix, true).keySet()) {
            if (!key.startsWith(prefix)) {
                break;
            }
            String below = key.substring(prefix.length());
            int slash = below.indexOf('/');
            names.add(slash < 0 ? below : below.substring(0, slash + 1));
        }
        return new ArrayList<>(names);
    }

    @Override
    public void commit(List<Change> changes) {
        for (Change change : changes) {
            byte[] value = change.value();
            if (value == null) {
                entries.remove(change.key());
            } else {
                entries.put(change.key(), value);
            }
        }
    }

    @Override
    public void scan(BiConsumer<String, byte[]> visitor) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            visitor.accept(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public long count() {
        return entries.size();
    }

    @Override
    public String type() {
        return "inmem";
    }

    @Override
    public void close() {
        entries.clear();
    }
}
