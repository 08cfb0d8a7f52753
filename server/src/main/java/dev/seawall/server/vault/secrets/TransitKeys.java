package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.RandomIds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** The named keys of one mount. */
final class TransitKeys {
    private final Entries entries;
    private final RandomIds ids;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    TransitKeys(Entries entries, RandomIds ids, Clock clock) {
        this.entries = entries.below("key/");
        this.ids = ids;
        this.clock = clock;
    }

    TransitCrypto crypto() {
        return new TransitCrypto(ids.source());
    }

    byte[] random(int bytes) {
        return ids.bytes(bytes);
    }

    List<String> names() {
        return entries.list();
    }

    Optional<TransitKey> find(String name) {
        return entries.read(name, TransitKey.class);
    }

    TransitKey require(String name, String complaint) {
        return find(name).orElseThrow(() -> VaultException.refused(complaint));
    }

    TransitKey make(String name, TransitType type, boolean derived, boolean convergent) {
        TreeMap<Integer, TransitKey.Version> versions = new TreeMap<>();
        versions.put(1, type.make(ids.source(), now()));
        TransitKey key =
                new TransitKey(name, type.word(), versions, 1, 0, 0, derived, convergent, false, false, false, 0);
        put(key);
        return key;
    }

    void put(TransitKey key) {
        entries.write(key.name(), key);
    }

    void delete(String name) {
        entries.delete(name);
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** Changes a key with nobody else changing it. */
    Optional<TransitKey> change(String name, UnaryOperator<TransitKey> how) {
        lock.lock();
        try {
            Optional<TransitKey> changed = find(name).map(how);
            changed.ifPresent(this::put);
            return changed;
        } finally {
            lock.unlock();
        }
    }

    TransitKey rotated(TransitKey key) {
        TreeMap<Integer, TransitKey.Version> versions = new TreeMap<>(key.versions());
        versions.put(key.latest() + 1, TransitType.of(key.type()).make(ids.source(), now()));
        return key.with(versions);
    }
}
