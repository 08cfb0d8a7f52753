package dev.seawall.server.vault.storage;

import dev.seawall.server.vault.wire.Macs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the storage is as the vault left it.
 *
 * <p>Each entry is bound to its key by its encryption, which stops moving one over another. It does not stop putting back
 * an older entry at its own place, or a whole older file. So every commit also writes a head: an epoch that only grows, and
 * the sum, modulo 2^256, of a keyed hash of each entry. A sum can be kept up with a subtraction and an addition for each
 * change, whatever the number of entries, and nobody without the key can find other entries of the same sum. A whole older
 * file carries its own head and is known by its epoch, of which a copy is kept elsewhere.
 */
final class Ledger {
    /** Where the head lies; it is not part of the sum. */
    static final String HEAD = "core/ledger";

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private final byte[] key;
    private long epoch;
    private BigInteger sum;

    private Ledger(byte[] key, long epoch, BigInteger sum) {
        this.key = key.clone();
        this.epoch = epoch;
        this.sum = sum;
    }

    /** A ledger of what is there now, at epoch 0. */
    static Ledger begin(byte[] key, VaultStorage storage) throws IOException {
        return new Ledger(key, 0, total(key, storage));
    }

    /**
     * The ledger as the storage holds it.
     *
     * @throws IOException when the head is missing or was not written with this key
     */
    static Ledger open(byte[] key, VaultStorage storage) throws IOException {
        byte[] head = storage.read(HEAD);
        if (head == null || head.length != 72) {
            throw new IOException("the head of the storage is missing");
        }
        ByteBuffer read = ByteBuffer.wrap(head);
        long epoch = read.getLong();
        byte[] sum = new byte[32];
        byte[] mac = new byte[32];
        read.get(sum).get(mac);
        Ledger ledger = new Ledger(key, epoch, new BigInteger(1, sum));
        if (!MessageDigest.isEqual(mac, ledger.headMac())) {
            throw new IOException("the head of the storage was changed");
        }
        return ledger;
    }

    /** Whether the entries are those of the last commit. */
    boolean agreesWith(VaultStorage storage) throws IOException {
        return total(key, storage).equals(sum);
    }

    private static BigInteger total(byte[] key, VaultStorage storage) throws IOException {
        BigInteger[] sum = {BigInteger.ZERO};
        storage.scan((name, value) -> sum[0] = sum[0].add(weight(key, name, value)));
        return sum[0].mod(MODULUS);
    }

    private static BigInteger weight(byte[] key, String name, byte @Nullable [] value) {
        if (value == null || name.equals(HEAD)) {
            return BigInteger.ZERO;
        }
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(4).putInt(path.length).array();
        return new BigInteger(1, Macs.sha256(key, length, path, value));
    }

    /** Counts a commit in, and gives the head that must be written with it. */
    Change advance(List<Change> changes, VaultStorage storage) throws IOException {
        BigInteger next = sum;
        for (Change change : changes) {
            next = next.subtract(weight(key, change.key(), storage.read(change.key())))
                    .add(weight(key, change.key(), change.value()));
        }
        sum = next.mod(MODULUS);
        epoch++;
        byte[] head = ByteBuffer.allocate(72).put(body()).put(headMac()).array();
        return new Change(HEAD, head);
    }

    private byte[] body() {
        byte[] bytes = sum.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return ByteBuffer.allocate(40).putLong(epoch).put(fixed).array();
    }

    private byte[] headMac() {
        return Macs.sha256(key, "head".getBytes(StandardCharsets.US_ASCII), body());
    }

    /** How many commits there were. */
    long epoch() {
        return epoch;
    }
}
