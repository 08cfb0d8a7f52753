package dev.seawall.server.logs.archive;

import dev.seawall.server.logs.query.LogLine;
import dev.seawall.server.logs.query.MessageFields;
import dev.seawall.server.logs.query.Words;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says of a block which words it cannot hold; ten bits a word, wrong for one word in a hundred. */
record WordFilter(long[] bits) {
    private static final int BITS_PER_WORD = 10;
    private static final int PROBES = 5;

    static WordFilter of(List<LogLine> lines) {
        Set<Long> hashes = new HashSet<>();
        for (LogLine line : lines) {
            add(hashes, line.message());
            line.labels().values().forEach(value -> add(hashes, value));
            if (line.message().indexOf('\\') >= 0) {
                MessageFields.of(line.message()).values().forEach(value -> add(hashes, value));
            }
        }
        return of(hashes);
    }

    private static WordFilter of(Set<Long> hashes) {
        long[] bits = new long[Math.max(1, (hashes.size() * BITS_PER_WORD + Long.SIZE - 1) / Long.SIZE)];
        for (long hash : hashes) {
            for (int probe = 0; probe < PROBES; probe++) {
                int bit = bit(hash, probe, bits.length);
                bits[bit >> 6] |= 1L << bit;
            }
        }
        return new WordFilter(bits);
    }

    /** Whether all these words may be there. */
    boolean mayHold(Collection<String> words) {
        return words.stream().allMatch(word -> mayHold(hash(word, 0, word.length())));
    }

    private boolean mayHold(long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe, bits.length);
            if ((bits[bit >> 6] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static void add(Set<Long> hashes, String text) {
        Words words = new Words(text);
        while (words.advance()) {
            hashes.add(hash(text, words.start(), words.end()));
        }
    }

    private static int bit(long hash, int probe, int longs) {
        return Integer.remainderUnsigned((int) hash + probe * (int) (hash >>> 32), longs * Long.SIZE);
    }

    private static long hash(String text, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ Words.lower(text.charAt(i))) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }
}
