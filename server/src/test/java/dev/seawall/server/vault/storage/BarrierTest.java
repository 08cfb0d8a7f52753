package dev.seawall.server.vault.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries that were moved, put back, torn or lost; writers that stop anywhere. */
final class BarrierTest {
    private static final byte[] ROOT = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Barrier open(VaultStorage storage) throws GeneralSecurityException {
        Barrier barrier = new Barrier(storage, new SecureRandom(), Clock.systemUTC());
        if (!barrier.isInitialized()) {
            barrier.initialize(ROOT);
        }
        barrier.unseal(ROOT);
        return barrier;
    }

    @Test
    void opensOnlyWithItsKeyAndAtItsPlace() throws GeneralSecurityException, IOException {
        MemoryStorage storage = new MemoryStorage();
        Barrier barrier = open(storage);
        barrier.put("a", text("one"));
        barrier.put("b", text("two"));
        assertArrayEquals(text("one"), barrier.get("a").orElseThrow());
        byte[] a = storage.read("a");
        storage.commit(List.of(new Change("b", a)));
        assertThrows(StorageException.class, () -> barrier.get("b"));
        barrier.seal();
        assertThrows(SealedException.class, () -> barrier.get("a"));
        assertThrows(GeneralSecurityException.class, () -> barrier.unseal(new byte[32]));
    }

    @Test
    void readsWhatOlderKeysSealed() throws GeneralSecurityException {
        Barrier barrier = open(new MemoryStorage());
        barrier.put("a", text("one"));
        barrier.rotate();
        barrier.put("b", text("two"));
        assertEquals(2, barrier.keyStatus().term());
        assertArrayEquals(text("one"), barrier.get("a").orElseThrow());
    }

    @Test
    void knowsEntriesThatWerePutBack() throws GeneralSecurityException, IOException {
        MemoryStorage storage = new MemoryStorage();
        Barrier barrier = open(storage);
        assertEquals(Optional.empty(), barrier.checkLedger(0, false));
        barrier.put("a", text("old password"));
        byte[] old = storage.read("a");
        barrier.put("a", text("new password"));
        assertEquals(Optional.empty(), barrier.checkLedger(barrier.epoch(), false));
        storage.commit(List.of(new Change("a", old)));
        assertTrue(barrier.checkLedger(0, false).isPresent());
        storage.commit(List.of(new Change("a", null)));
        assertTrue(barrier.checkLedger(0, false).isPresent());
        assertEquals(Optional.empty(), barrier.checkLedger(0, true));
    }

    @Test
    void refusesDamagedEntries() throws GeneralSecurityException, IOException {
        MemoryStorage storage = new MemoryStorage();
        Barrier barrier = open(storage);
        barrier.put("a", text("some value"));
        byte[] good = java.util.Objects.requireNonNull(storage.read("a"));
        for (int length = 0; length < good.length; length += 7) {
            storage.commit(List.of(new Change("a", java.util.Arrays.copyOf(good, length))));
            assertThrows(StorageException.class, () -> barrier.get("a"));
        }
        for (int at = 0; at < good.length; at += 3) {
            byte[] flipped = good.clone();
            flipped[at] ^= 1;
            storage.commit(List.of(new Change("a", flipped)));
            assertThrows(StorageException.class, () -> barrier.get("a"));
        }
    }

    /** Keeps every commit, so that a power cut can be put between any two. */
    private static final class Recording implements VaultStorage {
        private final MemoryStorage inner = new MemoryStorage();
        private final List<List<Change>> commits = new ArrayList<>();

        @Override
        public byte @Nullable [] read(String key) {
            return inner.read(key);
        }

        @Override
        public List<String> list(String prefix) {
            return inner.list(prefix);
        }

        @Override
        public synchronized void commit(List<Change> changes) {
            commits.add(List.copyOf(changes));
            inner.commit(changes);
        }

        synchronized int made() {
            return commits.size();
        }

        MemoryStorage after(int count) {
            MemoryStorage cut = new MemoryStorage();
            commits.subList(0, count).forEach(cut::commit);
            return cut;
        }

        @Override
        public void scan(BiConsumer<String, byte[]> visitor) {
            inner.scan(visitor);
        }

        @Override
        public long count() {
            return inner.count();
        }

        @Override
        public String type() {
            return "recording";
        }

        @Override
        public void close() {}
    }

    @Test
    void losesNothingAcknowledgedAtAnyCut() throws GeneralSecurityException, InterruptedException {
        Recording storage = new Recording();
        Barrier barrier = open(storage);
        barrier.checkLedger(0, false);
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int number = writer;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 40; i++) {
                    String key = "w" + number + "/" + i;
                    barrier.together(() -> {
                        barrier.put(key + "/first", text(key));
                        barrier.put(key + "/second", text(key));
                        return key;
                    });
                    acknowledged.put(key, storage.made());
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        for (int cut = 2; cut <= storage.made(); cut++) {
            Barrier again = open(storage.after(cut));
            assertEquals(Optional.empty(), again.checkLedger(0, false), "cut " + cut);
            int at = cut;
            acknowledged.forEach((key, commits) -> {
                boolean first = again.get(key + "/first").isPresent();
                assertEquals(first, again.get(key + "/second").isPresent(), "a request is torn at cut " + at);
                assertTrue(first || commits > at, key + " was acknowledged and is lost at cut " + at);
            });
        }
    }
}
