package dev.seawall.engine.harden;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an ELF file asks of the loader.
 *
 * @param needed names of shared libraries
 * @param searchPaths RPATH and RUNPATH, {@code $ORIGIN} not yet replaced
 * @param interpreter the loader, empty for a library or a static program
 */
record ElfDynamic(List<String> needed, List<String> searchPaths, String interpreter) {
    private static final int LOADED = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final int NEEDED = 1;
    private static final int STRINGS = 5;
    private static final int RPATH = 15;
    private static final int RUNPATH = 29;
    private static final int MAX_HEADERS = 128;
    private static final int MAX_ENTRIES = 4_096;
    private static final int MAX_NAME = 4_096;

    /** Reads it; empty where the bytes are no ELF file or lie about themselves. */
    static Optional<ElfDynamic> read(byte[] content) {
        boolean elf = content.length >= 64 && content[0] == 0x7f && content[1] == 'E' && content[2] == 'L';
        if (!elf) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reader(content).read());
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    private record Segment(int type, long offset, long address, long size) {}

    private record Entry(long tag, long value) {}

    private static final class Reader {
        private final ByteBuffer in;
        private final boolean wide;
        private final List<Segment> segments = new ArrayList<>();

        Reader(byte[] content) {
            in = ByteBuffer.wrap(content).order(content[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            wide = content[4] == 2;
        }

        ElfDynamic read() {
            long table = wide ? in.getLong(32) : in.getInt(28) & 0xffffffffL;
            int size = in.getShort(wide ? 54 : 42) & 0xffff;
            int count = Math.min(MAX_HEADERS, in.getShort(wide ? 56 : 44) & 0xffff);
            for (int i = 0; i < count; i++) {
                segment(Math.toIntExact(Math.min(Integer.MAX_VALUE, table + (long) i * size)));
            }
            String interpreter = segments.stream()
                    .filter(segment -> segment.type == INTERPRETER)
                    .findFirst()
                    .map(segment -> text(segment.offset))
                    .orElse("");
            List<Entry> entries = entries();
            long strings = entries.stream()
                    .filter(entry -> entry.tag == STRINGS)
                    .findFirst()
                    .map(entry -> offset(entry.value))
                    .orElse(-1L);
            return new ElfDynamic(
                    names(entries, strings, NEEDED),
                    java.util.stream.Stream.concat(
                                    names(entries, strings, RPATH).stream(), names(entries, strings, RUNPATH).stream())
                            .flatMap(paths -> java.util.Arrays.stream(paths.split(":", -1)))
                            .toList(),
                    interpreter);
        }

        private void segment(int at) {
            int type = in.getInt(at);
            segments.add(
                    wide
                            ? new Segment(type, in.getLong(at + 8), in.getLong(at + 16), in.getLong(at + 32))
                            : new Segment(
                                    type,
                                    in.getInt(at + 4) & 0xffffffffL,
                                    in.getInt(at + 8) & 0xffffffffL,
                                    in.getInt(at + 16) & 0xffffffffL));
        }

        private List<Entry> entries() {
            List<Entry> entries = new ArrayList<>();
            for (Segment segment : segments) {
                if (segment.type == DYNAMIC) {
                    int width = wide ? 16 : 8;
                    long count = Math.min(MAX_ENTRIES, segment.size / width);
                    for (int i = 0; i < count; i++) {
                        int at = Math.toIntExact(segment.offset + (long) i * width);
                        long tag = wide ? in.getLong(at) : in.getInt(at);
                        entries.add(new Entry(tag, wide ? in.getLong(at + 8) : in.getInt(at + 4) & 0xffffffffL));
                    }
                }
            }
            return entries;
        }

        private long offset(long address) {
            for (Segment segment : segments) {
                boolean inside = address >= segment.address && address - segment.address < segment.size;
                if (segment.type == LOADED && inside) {
                    return address - segment.address + segment.offset;
                }
            }
            throw new IllegalArgumentException("the address is in no segment");
        }

        private List<String> names(List<Entry> entries, long strings, int tag) {
            return entries.stream()
                    .filter(entry -> entry.tag == tag && strings >= 0)
                    .map(entry -> text(strings + entry.value))
                    .toList();
        }

        private String text(long offset) {
            if (offset < 0 || offset >= in.limit()) {
                throw new IllegalArgumentException("a name lies outside the file");
            }
            int start = (int) offset;
            int end = start;
            while (end < in.limit() && end - start < MAX_NAME && in.get(end) != 0) {
                end++;
            }
            return new String(in.array(), start, end - start, StandardCharsets.ISO_8859_1);
        }
    }
}
