package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.JsonValues;
import dev.seawall.server.vault.wire.Macs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The secrets of one mount with versions: metadata by path, values by a hash of the path and the version. */
final class KvSecrets {
    private static final int STRIPES = 64;

    private final Entries metadata;
    private final Entries values;
    private final Entries mount;
    private final Clock clock;
    private final List<ReentrantLock> locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();

    KvSecrets(Entries entries, Clock clock) {
        this.metadata = entries.below("metadata/");
        this.values = entries.below("versions/");
        this.mount = entries;
        this.clock = clock;
    }

    /** Runs with nobody else changing this path. */
    <T> T alone(String path, Supplier<T> change) {
        ReentrantLock lock = locks.get(Math.floorMod(path.hashCode(), STRIPES));
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    String now() {
        return clock.instant().toString();
    }

    KvSettings settings() {
        return mount.read("config", KvSettings.class).orElse(KvSettings.NONE);
    }

    void putSettings(KvSettings settings) {
        mount.write("config", settings);
    }

    Optional<KvMetadata> find(String path) {
        return path.isEmpty() ? Optional.empty() : metadata.read(path, KvMetadata.class);
    }

    void put(String path, KvMetadata changed) {
        metadata.write(path, changed);
    }

    List<String> list(String folder) {
        return metadata.list(folder);
    }

    private static String valueKey(String path, int version) {
        byte[] hash = Macs.digest("SHA-256", path.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash) + "/" + version;
    }

    Optional<Map<String, @Nullable Object>> value(String path, int version) {
        return values.bytes(valueKey(path, version)).map(bytes -> {
            try {
                return JsonValues.readObject(bytes);
            } catch (IOException damaged) {
                throw new IllegalStateException("a stored value is not JSON", damaged);
            }
        });
    }

    /** Whether a version's value can no longer be read now. */
    boolean isDeleted(KvVersion version) {
        boolean ends = !version.deletion().isEmpty();
        return version.destroyed()
                || (ends && !Instant.parse(version.deletion()).isAfter(clock.instant()));
    }

    /** Adds a version; the oldest go when there are too many. */
    KvMetadata add(String path, KvMetadata known, Map<String, @Nullable Object> value) {
        Instant now = clock.instant();
        int number = known.current() + 1;
        long after = known.settings().deleteAfter(settings());
        String deletion = after > 0 ? now.plus(Duration.ofSeconds(after)).toString() : "";
        TreeMap<Integer, KvVersion> versions = new TreeMap<>(known.versions());
        versions.put(number, new KvVersion(now.toString(), deletion, false));
        values.putBytes(valueKey(path, number), JsonValues.write(value));
        KvMetadata added = trim(path, known.with(versions, now.toString()));
        put(path, added);
        return added;
    }

    private KvMetadata trim(String path, KvMetadata grown) {
        int keep = grown.settings().keep(settings());
        int oldest = grown.oldest();
        while (grown.versions().size() > keep) {
            int gone = grown.versions().pollFirstEntry().getKey();
            values.delete(valueKey(path, gone));
            oldest = grown.versions().firstKey();
        }
        return grown.withOldest(oldest);
    }

    void destroyValue(String path, int version) {
        values.delete(valueKey(path, version));
    }

    /** Removes a secret with all its versions. */
    void remove(String path) {
        find(path).ifPresent(known -> known.versions().keySet().forEach(number -> destroyValue(path, number)));
        metadata.delete(path);
    }
}
