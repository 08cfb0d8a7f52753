package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A deflate decoder (RFC 1951) in plain Java, faster than the JDK's native one: a 64-bit bit buffer filled without
 * branches, one table lookup per symbol, up to three literals per round, matches copied eight bytes at a time. It
 * writes into an array that also is the window, so the caller keeps the last 32 KiB in front of what is written, and
 * lets it run over its limit by up to {@link #OVERSHOOT} bytes rather than pause inside a match.
 */
final class Inflate {
    static final int WINDOW = 32 * 1024;
    static final int OVERSHOOT = 320;

    private static final String CUT_OFF = "compressed data is cut off";
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int LITERAL_MASK = (1 << DeflateTable.LITERAL_BITS) - 1;
    private static final int DISTANCE_MASK = (1 << DeflateTable.DISTANCE_BITS) - 1;
    private static final int[] PRECODE_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private enum State {
        HEADER,
        STORED,
        CODED,
        DONE
    }

    private final DeflateInput input;
    private final DeflateTable literals = DeflateTable.literals();
    private final DeflateTable distances = DeflateTable.distances();
    private final DeflateTable precode = DeflateTable.precode();
    private final byte[] lengths = new byte[288 + 32];
    private State state = State.HEADER;
    private boolean lastBlock;
    private int storedLeft;
    /** The entry that ended the hot loop, or 0: end of block, or an invalid code. */
    private int special;
    /** Fewer than 8 bits between calls. */
    private long bits;

    private int bitCount;

    Inflate(DeflateInput input) {
        this.input = input;
    }

    /** Makes ready for another deflate stream in the same input. */
    void restart() {
        state = State.HEADER;
        bits = 0;
        bitCount = 0;
    }

    /** True once the last block has ended; the input then stands at the byte behind it. */
    boolean done() {
        return state == State.DONE;
    }

    /**
     * Decodes until the limit is reached or the stream is done.
     *
     * @param out holds the window before {@code from}
     * @param windowStart where the valid window begins
     * @return the end of what was written, at most {@link #OVERSHOOT} past the limit
     */
    int decode(byte[] out, int windowStart, int from, int limit) throws IOException {
        int to = from;
        while (to < limit && state != State.DONE) {
            input.fill();
            switch (state) {
                case HEADER -> readHeader();
                case STORED -> to += copyStored(out, to, limit);
                case CODED -> to = decodeSymbols(out, windowStart, to, limit);
                case DONE -> throw new AssertionError("left by the loop's condition");
            }
            if (input.overrun()) {
                throw new MalformedFileException(CUT_OFF);
            }
        }
        return to;
    }

    private int decodeSymbols(byte[] out, int windowStart, int from, int limit) throws IOException {
        special = 0;
        int to = decodeLoop(out, windowStart, from, limit);
        int unread = (bitCount & 63) >>> 3;
        input.position -= unread;
        bitCount &= 7;
        bits &= (1L << bitCount) - 1;
        if ((special & DeflateTable.END) != 0) {
            endBlock();
        } else if (special != 0) {
            throw new MalformedFileException("invalid deflate code");
        }
        return to;
    }

    /**
     * The hot loop; ends at the limit, when the input must be filled, or with {@link #special} set. Counts of bits are
     * meaningful modulo 64 only, so that an entry can be subtracted, or shifted by, as it is.
     *
     * <p>Longer than a method should be, on purpose: with the bit buffer in fields, a bit position instead of a buffer,
     * or the literals in an inner loop, the same work took 15 % longer.
     */
    private int decodeLoop(byte[] out, int windowStart, int from, int limit) {
        byte[] in = input.bytes;
        int[] codes = literals.entries();
        int[] ways = distances.entries();
        int position = input.position;
        int safeEnd = input.safeEnd;
        long b = bits;
        int n = bitCount;
        int to = from;
        while (to < limit && position < safeEnd) {
            b |= (long) LONG.get(in, position) << n;
            position += (63 - (n & 63)) >>> 3;
            n |= 56;
            int e = codes[(int) b & LITERAL_MASK];
            if (e < 0) {
                out[to++] = (byte) (e >>> 16);
                b >>>= e;
                n -= e;
                e = codes[(int) b & LITERAL_MASK];
                if (e < 0) {
                    out[to++] = (byte) (e >>> 16);
                    b >>>= e;
                    n -= e;
                    e = codes[(int) b & LITERAL_MASK];
                    if (e < 0) {
                        out[to++] = (byte) (e >>> 16);
                        b >>>= e;
                        n -= e;
                        continue;
                    }
                }
            }
            if ((e & DeflateTable.EXCEPTIONAL) != 0) {
                if ((e & DeflateTable.SUBTABLE) != 0) {
                    b >>>= e;
                    n -= e;
                    e = beyond(codes, e, b);
                }
                if ((e & (DeflateTable.EXCEPTIONAL | DeflateTable.LITERAL)) != 0) {
                    b >>>= e;
                    n -= e;
                    if (e < 0) {
                        out[to++] = (byte) (e >>> 16);
                        continue;
                    }
                    special = e;
                    break;
                }
            }
            int length = value(e, b);
            b >>>= e;
            n -= e;
            b |= (long) LONG.get(in, position) << n;
            position += (63 - (n & 63)) >>> 3;
            n |= 56;
            e = ways[(int) b & DISTANCE_MASK];
            if ((e & DeflateTable.EXCEPTIONAL) != 0) {
                b >>>= e;
                n -= e;
                e = beyond(ways, e, b);
            }
            int distance = value(e, b);
            b >>>= e;
            n -= e;
            if ((e & DeflateTable.EXCEPTIONAL) != 0 || distance > to - windowStart) {
                special = DeflateTable.EXCEPTIONAL;
                break;
            }
            copy(out, to, distance, length);
            to += length;
        }
        input.position = position;
        bits = b;
        bitCount = n;
        return to;
    }

    /** The entry in the subtable that a pointer leads to; an entry that is no pointer is its own answer. */
    private static int beyond(int[] table, int pointer, long bits) {
        if ((pointer & DeflateTable.SUBTABLE) == 0) {
            return pointer;
        }
        return table[(pointer >>> 16) + ((int) bits & ((1 << (pointer >>> 8)) - 1))];
    }

    /** Base plus extra bits. */
    private static int value(int entry, long bits) {
        return (entry >>> 16) + (int) ((bits & ((1L << entry) - 1)) >>> (entry >>> 8));
    }

    /** Copies a match; may write up to 7 bytes too many. */
    private static void copy(byte[] out, int to, int distance, int length) {
        int from = to - distance;
        int end = to + length;
        if (distance >= 8) {
            do {
                LONG.set(out, to, (long) LONG.get(out, from));
                to += 8;
                from += 8;
            } while (to < end);
        } else if (distance == 1) {
            Arrays.fill(out, to, end, out[from]);
        } else {
            while (to < end) {
                out[to++] = out[from++];
            }
        }
    }

    private void endBlock() {
        state = lastBlock ? State.DONE : State.HEADER;
    }

    private void readHeader() throws IOException {
        lastBlock = take(1) == 1;
        switch (take(2)) {
            case 0 -> startStored();
            case 1 -> startFixed();
            case 2 -> startDynamic();
            default -> throw new MalformedFileException("invalid deflate block type");
        }
    }

    private void startStored() throws MalformedFileException {
        bits = 0;
        bitCount = 0;
        int length = take(16);
        if ((take(16) ^ length) != 0xffff) {
            throw new MalformedFileException("invalid length of a stored deflate block");
        }
        storedLeft = length;
        state = State.STORED;
    }

    private int copyStored(byte[] out, int to, int limit) throws IOException {
        int count = input.read(out, to, Math.min(storedLeft, limit - to));
        if (count == 0 && storedLeft > 0) {
            throw new MalformedFileException(CUT_OFF);
        }
        storedLeft -= count;
        if (storedLeft == 0) {
            endBlock();
        }
        return count;
    }

    private void startFixed() throws MalformedFileException {
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        literals.build(lengths, 0, 288);
        Arrays.fill(lengths, 0, 32, (byte) 5);
        distances.build(lengths, 0, 32);
        state = State.CODED;
    }

    private void startDynamic() throws MalformedFileException {
        int literalCount = take(5) + 257;
        int distanceCount = take(5) + 1;
        int precodeCount = take(4) + 4;
        if (literalCount > 286 || distanceCount > 30) {
            throw new MalformedFileException("too many deflate codes");
        }
        Arrays.fill(lengths, 0, 19, (byte) 0);
        for (int i = 0; i < precodeCount; i++) {
            lengths[PRECODE_ORDER[i]] = (byte) take(3);
        }
        precode.build(lengths, 0, 19);
        readLengths(literalCount + distanceCount);
        if (lengths[256] == 0) {
            throw new MalformedFileException("a deflate block without an end");
        }
        literals.build(lengths, 0, literalCount);
        distances.build(lengths, literalCount, distanceCount);
        state = State.CODED;
    }

    private void readLengths(int total) throws MalformedFileException {
        int at = 0;
        while (at < total) {
            int symbol = takePrecode();
            if (symbol < 16) {
                lengths[at++] = (byte) symbol;
                continue;
            }
            if (symbol == 16 && at == 0) {
                throw new MalformedFileException("invalid repeat of a deflate code length");
            }
            byte repeated = symbol == 16 ? lengths[at - 1] : 0;
            int times =
                    switch (symbol) {
                        case 16 -> 3 + take(2);
                        case 17 -> 3 + take(3);
                        default -> 11 + take(7);
                    };
            if (at + times > total) {
                throw new MalformedFileException("invalid repeat of a deflate code length");
            }
            Arrays.fill(lengths, at, at + times, repeated);
            at += times;
        }
    }

    private int takePrecode() throws MalformedFileException {
        while (bitCount < DeflateTable.PRECODE_BITS) {
            bits |= (input.bytes[input.position++] & 0xffL) << bitCount;
            bitCount += 8;
        }
        int entry = precode.entries()[(int) bits & ((1 << DeflateTable.PRECODE_BITS) - 1)];
        if ((entry & DeflateTable.EXCEPTIONAL) != 0) {
            throw new MalformedFileException("invalid deflate code length");
        }
        bits >>>= entry;
        bitCount -= entry & 63;
        return entry >>> 16;
    }

    /** The next bits; a block header is shorter than what the input can be looked ahead. */
    private int take(int count) {
        while (bitCount < count) {
            bits |= (input.bytes[input.position++] & 0xffL) << bitCount;
            bitCount += 8;
        }
        int value = (int) bits & ((1 << count) - 1);
        bits >>>= count;
        bitCount -= count;
        return value;
    }
}
