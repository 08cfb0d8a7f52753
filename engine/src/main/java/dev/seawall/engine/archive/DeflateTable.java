package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import java.util.Arrays;

/**
 * Builds the lookup tables of deflate's Huffman codes: a main table indexed by the next bits, and for longer codes
 * subtables behind it. An entry says everything the decoder needs about a symbol:
 *
 * <pre>
 * bit 31      literal, its byte in bits 16..23
 * bits 16..30 else base of the length or distance, or start of the subtable
 * bits 13..15 END, SUBTABLE, EXCEPTIONAL (one of the two, or an invalid code)
 * bits 8..11  bits of the code; for a subtable pointer the bits that index the subtable
 * bits 0..5   bits to drop: code and extra bits
 * </pre>
 */
final class DeflateTable {
    static final int LITERAL = 1 << 31;
    static final int EXCEPTIONAL = 1 << 15;
    static final int SUBTABLE = 1 << 14;
    static final int END = 1 << 13;
    static final int LITERAL_BITS = 11;
    static final int DISTANCE_BITS = 9;
    static final int PRECODE_BITS = 7;

    private static final int MAX_BITS = 15;
    private static final int[] LITERAL_SYMBOLS = literalSymbols();
    private static final int[] DISTANCE_SYMBOLS = distanceSymbols();
    private static final int[] PRECODE_SYMBOLS = precodeSymbols();

    private final int mainBits;
    private final int[] symbols;
    private final int[] table;
    private final int[] count = new int[MAX_BITS + 1];
    private final int[] sorted = new int[288];

    private DeflateTable(int mainBits, int[] symbols, int size) {
        this.mainBits = mainBits;
        this.symbols = symbols;
        this.table = new int[size];
    }

    static DeflateTable literals() {
        return new DeflateTable(LITERAL_BITS, LITERAL_SYMBOLS, 2400);
    }

    static DeflateTable distances() {
        return new DeflateTable(DISTANCE_BITS, DISTANCE_SYMBOLS, 1024);
    }

    static DeflateTable precode() {
        return new DeflateTable(PRECODE_BITS, PRECODE_SYMBOLS, 1 << PRECODE_BITS);
    }

    /** The entries; the array stays the same over all builds. */
    int[] entries() {
        return table;
    }

    /**
     * Builds the table for the code with these lengths in bits, 0 for unused symbols.
     *
     * @throws MalformedFileException where the code is over-subscribed, or incomplete other than by a single one-bit code
     */
    void build(byte[] lengths, int from, int symbolCount) throws MalformedFileException {
        Arrays.fill(count, 0);
        for (int i = 0; i < symbolCount; i++) {
            count[lengths[from + i]]++;
        }
        count[0] = 0;
        checkComplete();
        sort(lengths, from, symbolCount);
        Arrays.fill(table, EXCEPTIONAL | 1);
        int code = 0;
        int index = 0;
        int subtableEnd = 1 << mainBits;
        int prefix = -1;
        int[] remaining = count;
        for (int length = 1; length <= MAX_BITS; length++) {
            for (; remaining[length] > 0; remaining[length]--) {
                int reversed = Integer.reverse(code) >>> (32 - length);
                if (length > mainBits && (reversed & ((1 << mainBits) - 1)) != prefix) {
                    prefix = reversed & ((1 << mainBits) - 1);
                    subtableEnd = openSubtable(prefix, length, subtableEnd);
                }
                place(symbols[sorted[index++]], reversed, length);
                code++;
            }
            code <<= 1;
        }
    }

    private void checkComplete() throws MalformedFileException {
        int left = 1;
        int longest = 0;
        for (int length = 1; length <= MAX_BITS; length++) {
            left = (left << 1) - count[length];
            if (left < 0) {
                throw new MalformedFileException("over-subscribed Huffman code");
            }
            longest = count[length] > 0 ? length : longest;
        }
        if (left > 0 && longest != 0 && (longest != 1 || symbols == PRECODE_SYMBOLS)) {
            throw new MalformedFileException("incomplete Huffman code");
        }
    }

    private void sort(byte[] lengths, int from, int symbolCount) {
        int[] next = new int[MAX_BITS + 2];
        for (int length = 1; length <= MAX_BITS; length++) {
            next[length + 1] = next[length] + count[length];
        }
        for (int symbol = 0; symbol < symbolCount; symbol++) {
            int length = lengths[from + symbol];
            if (length > 0) {
                sorted[next[length]++] = symbol;
            }
        }
    }

    /** Points the main table at a new subtable just large enough for the codes with this prefix. */
    private int openSubtable(int prefix, int length, int start) {
        int bits = length - mainBits;
        int used = count[length];
        while (used < 1 << bits && mainBits + bits < MAX_BITS) {
            bits++;
            used = (used << 1) + count[mainBits + bits];
        }
        table[prefix] = EXCEPTIONAL | SUBTABLE | start << 16 | bits << 8 | mainBits;
        return start + (1 << bits);
    }

    private void place(int symbol, int reversed, int length) {
        int start = 0;
        int bits = mainBits;
        int index = reversed;
        int own = length;
        if (length > mainBits) {
            int pointer = table[reversed & ((1 << mainBits) - 1)];
            start = pointer >>> 16;
            bits = (pointer >>> 8) & 15;
            index = reversed >>> mainBits;
            own = length - mainBits;
        }
        int entry = symbol + (own << 8) + own;
        for (int i = index; i < 1 << bits; i += 1 << own) {
            table[start + i] = entry;
        }
    }

    private static int[] literalSymbols() {
        int[] entries = new int[288];
        for (int symbol = 0; symbol < 256; symbol++) {
            entries[symbol] = LITERAL | symbol << 16;
        }
        entries[256] = EXCEPTIONAL | END;
        int base = 3;
        for (int symbol = 257; symbol < 285; symbol++) {
            int extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
            entries[symbol] = base << 16 | extra;
            base += 1 << extra;
        }
        entries[285] = 258 << 16;
        entries[286] = EXCEPTIONAL;
        entries[287] = EXCEPTIONAL;
        return entries;
    }

    private static int[] distanceSymbols() {
        int[] entries = new int[32];
        int base = 1;
        for (int symbol = 0; symbol < 30; symbol++) {
            int extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
            entries[symbol] = base << 16 | extra;
            base += 1 << extra;
        }
        entries[30] = EXCEPTIONAL;
        entries[31] = EXCEPTIONAL;
        return entries;
    }

    private static int[] precodeSymbols() {
        int[] entries = new int[19];
        for (int symbol = 0; symbol < 19; symbol++) {
            entries[symbol] = symbol << 16;
        }
        return entries;
    }
}
