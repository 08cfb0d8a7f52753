package dev.seawall.server.vault.storage;

import dev.seawall.server.vault.wire.Macs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that passes to the storage is sealed here. An entry is
 * {@code term(4) format(1) wrapped-data-key(60) nonce(12) ciphertext tag(16)}: a fresh data key for each entry, wrapped by
 * the key of the term, both bound to the entry's key and term, so that no entry opens at another's place. The keys of the
 * terms are kept under the root key, which a {@code Seal} keeps away from the storage.
 */
public final class Barrier implements AutoCloseable {
    private static final String RING = "core/keyring";
    private static final byte FORMAT = 1;
    private static final int WRAPPED = 32 + Aead.OVERHEAD;

    private final VaultStorage storage;
    private final CommitQueue queue;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicLong sealings = new AtomicLong();
    private volatile @Nullable KeyRing ring;
    private byte @Nullable [] root;
    private volatile long epoch;

    /** A sealed barrier before a storage. */
    public Barrier(VaultStorage storage, SecureRandom random, Clock clock) {
        this.storage = storage;
        this.queue = new CommitQueue(storage);
        this.random = random;
        this.clock = clock;
    }

    /** Whether a key ring is there. */
    public boolean isInitialized() {
        return queue.read(RING).isPresent();
    }

    /** Whether entries cannot be read. */
    public boolean isSealed() {
        return ring == null;
    }

    /** Makes the key ring under a new root key; the barrier stays sealed. */
    public void initialize(byte[] rootKey) {
        KeyRing first = new KeyRing();
        first.add(randomKey(), clock.instant().getEpochSecond());
        queue.change(RING, Aead.seal(random, rootKey, first.encode(), bytes(RING)));
    }

    /**
     * Opens the ring.
     *
     * @throws GeneralSecurityException when it is not the root key
     */
    public void unseal(byte[] rootKey) throws GeneralSecurityException {
        byte[] sealed = queue.read(RING).orElseThrow(() -> new GeneralSecurityException("not initialized"));
        ring = KeyRing.decode(Aead.open(rootKey, sealed, bytes(RING)));
        root = rootKey.clone();
    }

    /**
     * Starts to keep the ledger, and says what is wrong with the storage, if anything.
     *
     * @param least the epoch known elsewhere; 0 for none
     * @param accept take the storage as it is from now on
     */
    public Optional<String> checkLedger(long least, boolean accept) {
        byte[] key = derive("ledger");
        try {
            Optional<String> wrong = Optional.empty();
            Ledger ledger;
            if (accept || (storage.read(Ledger.HEAD) == null && least == 0)) {
                ledger = Ledger.begin(key, storage);
            } else {
                ledger = Ledger.open(key, storage);
                wrong = complaint(ledger, least);
            }
            if (wrong.isEmpty()) {
                queue.keep(ledger);
                epoch = ledger.epoch();
            }
            return wrong;
        } catch (IOException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private Optional<String> complaint(Ledger ledger, long least) throws IOException {
        if (ledger.epoch() < least) {
            return Optional.of(
                    "the storage is older than the vault remembers (commit " + ledger.epoch() + " of " + least + ")");
        }
        return ledger.agreesWith(storage)
                ? Optional.empty()
                : Optional.of("entries of the storage were put back, moved or removed");
    }

    /** Called with the epoch after each commit. */
    public void onCommit(LongConsumer listener) {
        queue.onCommit(newEpoch -> {
            epoch = newEpoch;
            listener.accept(newEpoch);
        });
    }

    /** How many commits the storage has seen. */
    public long epoch() {
        return epoch;
    }

    /** Forgets every key. */
    public void seal() {
        KeyRing open = ring;
        ring = null;
        queue.keep(null);
        if (open != null) {
            open.wipe();
        }
        if (root != null) {
            Arrays.fill(root, (byte) 0);
            root = null;
        }
    }

    private KeyRing ring() {
        KeyRing open = ring;
        if (open == null) {
            throw new SealedException();
        }
        return open;
    }

    private byte[] root() {
        if (root == null) {
            throw new SealedException();
        }
        return root;
    }

    /** A key for one purpose, from the root key. */
    public byte[] derive(String purpose) {
        return Macs.sha256(root(), bytes("seawall vault " + purpose));
    }

    /** A new term for entries from now on. */
    public void rotate() {
        ring().add(randomKey(), clock.instant().getEpochSecond());
        sealings.set(0);
        queue.change(RING, Aead.seal(random, root(), ring().encode(), bytes(RING)));
    }

    /** Puts the ring under another root key. */
    public void changeRoot(byte[] rootKey) {
        queue.change(RING, Aead.seal(random, rootKey, ring().encode(), bytes(RING)));
        root = rootKey.clone();
        checkLedger(0, true);
    }

    /** A copy of the root key, for a seal that takes over. */
    public byte[] rootCopy() {
        return root().clone();
    }

    /** The active term, when it was made, and how many entries were sealed under it since the start. */
    public KeyStatus keyStatus() {
        return new KeyStatus(ring().active(), ring().installed(), sealings.get());
    }

    private byte[] randomKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    /** Stores a value. */
    public void put(String key, byte[] plain) {
        int term = ring().active();
        byte[] context = context(term, key);
        byte[] dataKey = randomKey();
        byte[] wrapped = Aead.seal(random, ring().key(term), dataKey, context);
        byte[] sealed = Aead.seal(random, dataKey, plain, context);
        Arrays.fill(dataKey, (byte) 0);
        sealings.incrementAndGet();
        queue.change(
                key,
                ByteBuffer.allocate(5 + WRAPPED + sealed.length)
                        .putInt(term)
                        .put(FORMAT)
                        .put(wrapped)
                        .put(sealed)
                        .array());
    }

    /** A value, if there is one. */
    public Optional<byte[]> get(String key) {
        ring();
        return queue.read(key).map(entry -> open(key, entry));
    }

    private byte[] open(String key, byte[] entry) {
        if (entry.length < 5 + WRAPPED || entry[4] != FORMAT) {
            throw new StorageException("the entry at " + key + " is damaged", null);
        }
        int term = ByteBuffer.wrap(entry).getInt();
        byte[] context = context(term, key);
        try {
            byte[] dataKey = Aead.open(ring().key(term), Arrays.copyOfRange(entry, 5, 5 + WRAPPED), context);
            return Aead.open(dataKey, Arrays.copyOfRange(entry, 5 + WRAPPED, entry.length), context);
        } catch (GeneralSecurityException damaged) {
            throw new StorageException("the entry at " + key + " is damaged", damaged);
        }
    }

    /** Removes a value. */
    public void delete(String key) {
        ring();
        queue.change(key, null);
    }

    /** What is directly below a prefix. */
    public List<String> list(String prefix) {
        return queue.list(prefix);
    }

    /** Runs a request whose changes are durable together when this returns. */
    public <T> T together(Supplier<T> request) {
        return queue.together(request);
    }

    /** A value outside the encryption: what must be known to unseal. */
    public Optional<byte[]> getPlain(String key) {
        return queue.read(key);
    }

    /** Stores a value outside the encryption. */
    public void putPlain(String key, byte[] value) {
        queue.change(key, value);
    }

    /** What holds the data. */
    public String storageType() {
        return storage.type();
    }

    private static byte[] context(int term, String key) {
        return bytes("seawall/1|" + term + "|" + key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        queue.close();
        seal();
        storage.close();
    }
}
