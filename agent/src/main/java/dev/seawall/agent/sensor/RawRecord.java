package dev.seawall.agent.sensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the sensor, as the kernel wrote it: a head and parts. One object is reused for all records. The layout is
 * that of {@code sensor.bpf.c}.
 */
public final class RawRecord {
    /** A program has started in a process. */
    public static final int EXEC = 1;
    /** A process has ended. */
    public static final int EXIT = 2;
    /** A process has been made. */
    public static final int FORK = 3;
    /** A system call has returned. */
    public static final int CALL = 4;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD = 48;
    private static final int ARGUMENTS = 48;
    private static final int PARTS = 64;

    private MemorySegment data = MemorySegment.NULL;
    private long base;
    private int size;
    private int next;
    private final int[] starts = new int[PARTS];
    private final int[] lengths = new int[PARTS];
    private long present;
    private byte[] buffer = new byte[256];

    /** Shows the record at that place. */
    void at(MemorySegment memory, long offset, int length) {
        data = memory;
        base = offset;
        size = length;
        present = 0;
        next = kind() == CALL ? HEAD + ARGUMENTS : HEAD;
    }

    /** {@link #EXEC}, {@link #EXIT}, {@link #FORK} or {@link #CALL}. */
    public int kind() {
        return data.get(SHORT, base + 4);
    }

    /** The number of the system call. */
    public int call() {
        return data.get(SHORT, base + 6);
    }

    /** When it was, in nanoseconds of the clock of {@link System#nanoTime}. */
    public long time() {
        return data.get(LONG, base + 8);
    }

    /** The thread. */
    public int thread() {
        return data.get(INT, base + 16);
    }

    /** The process. */
    public int process() {
        return data.get(INT, base + 20);
    }

    /** The process's parent at that moment. */
    public int parent() {
        return data.get(INT, base + 24);
    }

    /** The effective user. */
    public int user() {
        return data.get(INT, base + 28);
    }

    /** The effective group. */
    public int group() {
        return data.get(INT, base + 32);
    }

    /** True where the kernel side has killed the process for what it did. */
    public boolean wasKilled() {
        return data.get(INT, base + 36) != 0;
    }

    /** What the system call returned; the new process's id or the exit code in other records. */
    public long result() {
        return data.get(LONG, base + 40);
    }

    /** An argument of the system call, 0 to 5. */
    public long argument(int index) {
        return data.get(LONG, base + HEAD + 8L * index);
    }

    /** True where the record has that part. */
    public boolean has(Part part) {
        return find(part.code());
    }

    private boolean find(int code) {
        while ((present & (1L << code)) == 0) {
            if (next + 4 > size) {
                return false;
            }
            int type = data.get(SHORT, base + next) & (PARTS - 1);
            int length = data.get(SHORT, base + next + 2) & 0xffff;
            starts[type] = next + 4;
            lengths[type] = Math.min(length, size - next - 4);
            present |= 1L << type;
            next += (length + 4 + 7) & ~7;
        }
        return true;
    }

    /** A number of 8 bytes in a part; 0 where there is no such part. */
    public long number(Part part, int offset) {
        return find(part.code()) && offset + 8 <= lengths[part.code()]
                ? data.get(LONG, base + starts[part.code()] + offset)
                : 0;
    }

    /** A number of 4 bytes in a part; 0 where there is no such part. */
    public int small(Part part, int offset) {
        return find(part.code()) && offset + 4 <= lengths[part.code()]
                ? data.get(INT, base + starts[part.code()] + offset)
                : 0;
    }

    /** A number of 2 bytes in a part, unsigned; 0 where there is no such part. */
    public int tiny(Part part, int offset) {
        return find(part.code()) && offset + 2 <= lengths[part.code()]
                ? data.get(SHORT, base + starts[part.code()] + offset) & 0xffff
                : 0;
    }

    /** The bytes of a part, or null. */
    public byte @Nullable [] bytes(Part part) {
        return find(part.code()) ? bytes(part, 0, lengths[part.code()]) : null;
    }

    /** Some bytes of a part that is there. */
    public byte[] bytes(Part part, int offset, int length) {
        int from = Math.min(offset, lengths[part.code()]);
        byte[] out = new byte[Math.min(length, lengths[part.code()] - from)];
        MemorySegment.copy(data, JAVA_BYTE, base + starts[part.code()] + from, out, 0, out.length);
        return out;
    }

    /** The string of argument 0 to 5, or null. */
    public @Nullable String argumentText(int index) {
        return find(index) ? text(starts[index], lengths[index]) : null;
    }

    /** A part as text, without what follows its first zero byte; null where there is none. */
    public @Nullable String text(Part part) {
        return find(part.code()) ? text(starts[part.code()], lengths[part.code()]) : null;
    }

    /** Text of at most that many bytes inside a part, ended by a zero byte. */
    public String text(Part part, int offset, int length) {
        if (!find(part.code())) {
            return "";
        }
        int from = Math.min(offset, lengths[part.code()]);
        return text(starts[part.code()] + from, Math.min(length, lengths[part.code()] - from));
    }

    private String text(int start, int length) {
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        MemorySegment.copy(data, JAVA_BYTE, base + start, buffer, 0, length);
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            if (buffer[i] <= 0) {
                if (buffer[i] == 0) {
                    return decoded(i, ascii);
                }
                ascii = false;
            }
        }
        return decoded(length, ascii);
    }

    @SuppressWarnings("deprecation")
    private String decoded(int length, boolean ascii) {
        return ascii ? new String(buffer, 0, 0, length) : new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    /** Texts that are each ended by a zero byte. */
    public List<String> texts(Part part) {
        byte[] all = bytes(part);
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; all != null && i < all.length; i++) {
            if (all[i] == 0 || i == all.length - 1) {
                out.add(new String(all, from, (all[i] == 0 ? i : i + 1) - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return out;
    }

    /** The path whose names a part has from leaf to root; null where there is no such part. */
    public @Nullable String path(Part part) {
        return find(part.code()) ? joined(texts(part)) : null;
    }

    /** The folder that the path in argument 1 to 5 is relative to, or null. */
    public @Nullable String folder(int index) {
        return path(Part.folder(index));
    }

    private static String joined(List<String> names) {
        if (names.isEmpty()) {
            return "/";
        }
        Collections.reverse(names);
        return "/" + String.join("/", names);
    }
}
