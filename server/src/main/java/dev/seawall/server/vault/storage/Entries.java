package dev.seawall.server.vault.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One folder of the barrier, for one backend. Records are kept as JSON. */
public final class Entries {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Barrier barrier;
    private final String prefix;

    /** The entries whose keys begin with this prefix. */
    public Entries(Barrier barrier, String prefix) {
        this.barrier = barrier;
        this.prefix = prefix;
    }

    /** A folder below this one; its name ends with a slash. */
    public Entries below(String folder) {
        return new Entries(barrier, prefix + folder);
    }

    /** Bytes at a key. */
    public Optional<byte[]> bytes(String key) {
        return barrier.get(prefix + key);
    }

    /** Stores bytes. */
    public void putBytes(String key, byte[] value) {
        barrier.put(prefix + key, value);
    }

    /** A record at a key. */
    public <T> Optional<T> read(String key, Class<T> type) {
        return barrier.get(prefix + key).map(bytes -> decode(key, bytes, type));
    }

    private <T> T decode(String key, byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JacksonException damaged) {
            throw new StorageException("the entry at " + prefix + key + " is not a " + type.getSimpleName(), damaged);
        }
    }

    /** Stores a record. */
    public void write(String key, Object value) {
        barrier.put(prefix + key, MAPPER.writeValueAsBytes(value));
    }

    /** Removes an entry. */
    public void delete(String key) {
        barrier.delete(prefix + key);
    }

    /** What is directly below, sorted. */
    public List<String> list() {
        return list("");
    }

    /** What is directly below a folder, which is empty or ends with a slash. */
    public List<String> list(String folder) {
        return barrier.list(prefix + folder);
    }

    /** Every key at any depth. */
    public List<String> all() {
        List<String> found = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(""));
        while (!folders.isEmpty()) {
            String folder = folders.removeLast();
            for (String name : list(folder)) {
                (name.endsWith("/") ? folders : found).add(folder + name);
            }
        }
        return found;
    }

    /** Removes everything. */
    public void clear() {
        all().forEach(this::delete);
    }
}
