package dev.seawall.server.vault.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts many requests' changes into one commit of the storage, since a commit costs a wait for the disk.
 *
 * <p>A request's changes are seen by everyone at once, and are committed together when the request ends; the request is
 * answered only then. Changes of one key reach the storage in the order they were made, whichever request ends first: a
 * change that a later one has overtaken is dropped.
 */
final class CommitQueue implements AutoCloseable {
    private static final ScopedValue<Batch> CURRENT = ScopedValue.newInstance();
    private static final int MOST_AT_ONCE = 512;

    private final VaultStorage storage;
    private final Map<String, Slot> recent = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Batch> queue = new LinkedBlockingQueue<>();
    private final AtomicLong clock = new AtomicLong();
    private final Thread writer;
    private volatile @Nullable Ledger ledger;
    private volatile LongConsumer onCommit = epoch -> {};

    private record Slot(long latest, byte @Nullable [] value, long applied, int waiting) {}

    private record Stamped(long time, String key, byte @Nullable [] value) {}

    private record Batch(List<Stamped> changes, CompletableFuture<@Nullable Void> done) {
        static Batch open() {
            return new Batch(new ArrayList<>(), new CompletableFuture<>());
        }
    }

    CommitQueue(VaultStorage storage) {
        this.storage = storage;
        this.writer = Thread.ofPlatform().daemon().name("vault-writer").start(this::write);
    }

    void keep(@Nullable Ledger newLedger) {
        this.ledger = newLedger;
    }

    void onCommit(LongConsumer listener) {
        this.onCommit = listener;
    }

    /** Runs one request: its changes are committed together, and durable when this returns. */
    <T> T together(Supplier<T> request) {
        if (CURRENT.isBound()) {
            return request.get();
        }
        Batch batch = Batch.open();
        try {
            return ScopedValue.where(CURRENT, batch).call(request::get);
        } finally {
            finish(batch);
        }
    }

    private void finish(Batch batch) {
        if (!batch.changes().isEmpty()) {
            queue.add(batch);
            await(batch);
        }
    }

    private static void await(Batch batch) {
        try {
            batch.done().get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted before the write was durable", stopped);
        } catch (ExecutionException failed) {
            throw new StorageException("the storage refused the write", failed.getCause());
        }
    }

    void change(String key, byte @Nullable [] value) {
        if (!CURRENT.isBound()) {
            together(() -> {
                change(key, value);
                return key;
            });
            return;
        }
        long[] time = new long[1];
        recent.compute(key, (name, slot) -> {
            time[0] = clock.incrementAndGet();
            return slot == null
                    ? new Slot(time[0], value, 0, 1)
                    : new Slot(time[0], value, slot.applied(), slot.waiting() + 1);
        });
        CURRENT.get().changes().add(new Stamped(time[0], key, value));
    }

    Optional<byte[]> read(String key) {
        Slot slot = recent.get(key);
        if (slot != null) {
            return Optional.ofNullable(slot.value());
        }
        try {
            return Optional.ofNullable(storage.read(key));
        } catch (IOException unreadable) {
            throw new StorageException("the storage cannot be read", unreadable);
        }
    }

    /** What is below a prefix. Waits for changes under way, so that it tells the truth. */
    List<String> list(String prefix) {
        if (CURRENT.isBound() && !CURRENT.get().changes().isEmpty()) {
            Batch soFar = new Batch(new ArrayList<>(CURRENT.get().changes()), new CompletableFuture<>());
            CURRENT.get().changes().clear();
            finish(soFar);
        } else if (!recent.isEmpty()) {
            Batch marker = Batch.open();
            queue.add(marker);
            await(marker);
        }
        try {
            return storage.list(prefix);
        } catch (IOException unreadable) {
            throw new StorageException("the storage cannot be read", unreadable);
        }
    }

    private void write() {
        try {
            while (true) {
                List<Batch> batches = new ArrayList<>();
                batches.add(queue.take());
                queue.drainTo(batches, MOST_AT_ONCE);
                commit(batches);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Batch> batches) {
        try {
            Map<String, Change> changes = new LinkedHashMap<>();
            batches.forEach(batch -> batch.changes().forEach(change -> take(change, changes)));
            if (!changes.isEmpty()) {
                store(new ArrayList<>(changes.values()));
            }
            batches.forEach(batch -> batch.changes().forEach(this::forget));
            batches.forEach(batch -> batch.done().complete(null));
        } catch (IOException | RuntimeException failed) {
            batches.forEach(batch -> batch.changes().forEach(this::forget));
            batches.forEach(batch -> batch.done().completeExceptionally(failed));
        }
    }

    private void store(List<Change> changes) throws IOException {
        Ledger kept = ledger;
        if (kept == null) {
            storage.commit(changes);
            return;
        }
        changes.add(kept.advance(changes, storage));
        storage.commit(changes);
        onCommit.accept(kept.epoch());
    }

    private void take(Stamped change, Map<String, Change> changes) {
        recent.computeIfPresent(change.key(), (key, slot) -> {
            if (change.time() < slot.applied()) {
                return slot;
            }
            changes.remove(key);
            changes.put(key, new Change(key, change.value()));
            return new Slot(slot.latest(), slot.value(), change.time(), slot.waiting());
        });
    }

    private void forget(Stamped change) {
        recent.computeIfPresent(
                change.key(),
                (key, slot) -> slot.waiting() == 1
                        ? null
                        : new Slot(slot.latest(), slot.value(), slot.applied(), slot.waiting() - 1));
    }

    @Override
    public void close() {
        Batch marker = Batch.open();
        queue.add(marker);
        await(marker);
        writer.interrupt();
    }
}
