package dev.seawall.server.vault.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/** The keys that wrap data keys, by term. Entries name their term, so old keys stay until nothing uses them. */
final class KeyRing {
    private final TreeMap<Integer, Term> terms = new TreeMap<>();

    /** A key and when it was made, in seconds since 1970. */
    record Term(byte[] key, long installed) {}

    void add(byte[] key, long installed) {
        terms.put(terms.isEmpty() ? 1 : terms.lastKey() + 1, new Term(key, installed));
    }

    int active() {
        return terms.lastKey();
    }

    long installed() {
        return terms.lastEntry().getValue().installed();
    }

    byte[] key(int term) {
        Term found = terms.get(term);
        if (found == null) {
            throw new StorageException("no key of term " + term, null);
        }
        return found.key();
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(terms.size() * 44);
        terms.forEach(
                (term, kept) -> bytes.putInt(term).putLong(kept.installed()).put(kept.key()));
        return bytes.array();
    }

    static KeyRing decode(byte[] bytes) {
        KeyRing ring = new KeyRing();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= 44) {
            int term = buffer.getInt();
            long installed = buffer.getLong();
            byte[] key = new byte[32];
            buffer.get(key);
            ring.terms.put(term, new Term(key, installed));
        }
        return ring;
    }

    void wipe() {
        terms.values().forEach(term -> Arrays.fill(term.key(), (byte) 0));
    }
}
