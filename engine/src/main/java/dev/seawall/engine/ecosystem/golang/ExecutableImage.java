package dev.seawall.engine.ecosystem.golang;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a program (ELF, PE, Mach-O, also the universal kind) lie in the file and in memory; enough to find
 * and follow what Go's linker wrote.
 */
final class ExecutableImage {
    private static final int MAX_PARTS = 4_096;
    private static final int HEAD_BYTES = 1 << 20;

    private final SeekableByteChannel channel;
    private final long base;
    private final long sizeBytes;
    private final List<Part> parts = new ArrayList<>();
    private boolean bigEndian;
    private boolean wide;

    /**
     * A part of the file that is mapped.
     *
     * @param address in memory
     * @param offset in the file
     * @param likely true for data parts and the section Go names for this purpose
     */
    record Part(String name, long address, long offset, long sizeBytes, boolean likely) {}

    private ExecutableImage(SeekableByteChannel channel, long base) throws IOException {
        this.channel = channel;
        this.base = base;
        this.sizeBytes = channel.size();
    }

    /** Reads the headers; empty where the file is no program of a known kind. Throws where the headers lie. */
    static Optional<ExecutableImage> open(SeekableByteChannel channel) throws IOException {
        if (channel.size() < 64) {
            return Optional.empty();
        }
        ExecutableImage image = new ExecutableImage(channel, 0);
        int magic = image.bytes(0, 4).getInt(0);
        if (magic == 0xcafebabe) {
            // the first program of a universal file; a class file has the same magic but a version here
            long first = image.bytes(0, 28).getInt(16) & 0xffffffffL;
            int programs = image.bytes(4, 4).getInt(0);
            if (programs < 1 || programs > 20 || first + 64 > channel.size()) {
                return Optional.empty();
            }
            image = new ExecutableImage(channel, first);
            magic = image.bytes(0, 4).getInt(0);
        }
        return image.readHeaders(magic) ? Optional.of(image) : Optional.empty();
    }

    private boolean readHeaders(int magic) throws IOException {
        switch (magic) {
            case 0x7f454c46 -> elf();
            case 0xfeedface, 0xfeedfacf -> {
                bigEndian = true;
                machO(magic == 0xfeedfacf);
            }
            case 0xcefaedfe, 0xcffaedfe -> machO(magic == 0xcffaedfe);
            default -> {
                if (magic >>> 16 != 0x4d5a) {
                    return false;
                }
                return portable();
            }
        }
        return true;
    }

    List<Part> parts() {
        return parts;
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    /** Bytes per pointer. */
    int pointerBytes() {
        return wide ? 8 : 4;
    }

    /** Bytes at an offset of the file, big endian. */
    ByteBuffer bytes(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || base + offset > sizeBytes - length) {
            throw new MalformedFileException("the program's headers point outside the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(base + offset);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new MalformedFileException("the program is cut short");
            }
        }
        return buffer.flip();
    }

    private ByteBuffer ordered(long offset, int length) throws IOException {
        return bytes(offset, length).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes at an address in memory; empty where nothing is mapped there. */
    Optional<ByteBuffer> memory(long address, int length) throws IOException {
        for (Part part : parts) {
            long inside = address - part.address;
            if (inside >= 0 && inside <= part.sizeBytes - length) {
                return Optional.of(ordered(part.offset + inside, length));
            }
        }
        return Optional.empty();
    }

    long available() {
        return sizeBytes - base;
    }

    private void elf() throws IOException {
        ByteBuffer ident = bytes(0, 64);
        wide = ident.get(4) == 2;
        bigEndian = ident.get(5) == 2;
        ByteBuffer head = ordered(0, 64);
        long programs = wide ? head.getLong(32) : head.getInt(28) & 0xffffffffL;
        int entryBytes = head.getShort(wide ? 54 : 42) & 0xffff;
        int count = Math.min(head.getShort(wide ? 56 : 44) & 0xffff, MAX_PARTS);
        for (int i = 0; i < count; i++) {
            ByteBuffer p = ordered(programs + (long) i * entryBytes, wide ? 56 : 32);
            if (p.getInt(0) == 1) {
                int flags = p.getInt(wide ? 4 : 24);
                long offset = wide ? p.getLong(8) : p.getInt(4) & 0xffffffffL;
                long address = wide ? p.getLong(16) : p.getInt(8) & 0xffffffffL;
                long size = wide ? p.getLong(32) : p.getInt(16) & 0xffffffffL;
                parts.add(new Part("", address, offset, size, (flags & 2) != 0));
            }
        }
        elfSections(head);
    }

    private void elfSections(ByteBuffer head) throws IOException {
        long sections = wide ? head.getLong(40) : head.getInt(32) & 0xffffffffL;
        int entryBytes = head.getShort(wide ? 58 : 46) & 0xffff;
        int count = Math.min(head.getShort(wide ? 60 : 48) & 0xffff, MAX_PARTS);
        int names = head.getShort(wide ? 62 : 50) & 0xffff;
        int needed = wide ? 64 : 40;
        if (sections <= 0
                || entryBytes < needed
                || names >= count
                || sections + (long) count * entryBytes > available()) {
            return;
        }
        ByteBuffer all = ordered(sections, count * entryBytes);
        long table = wide ? all.getLong(names * entryBytes + 24) : all.getInt(names * entryBytes + 16) & 0xffffffffL;
        for (int i = 0; i < count; i++) {
            int at = i * entryBytes;
            long name = table + (all.getInt(at) & 0xffffffffL);
            long offset = wide ? all.getLong(at + 24) : all.getInt(at + 16) & 0xffffffffL;
            long size = wide ? all.getLong(at + 32) : all.getInt(at + 20) & 0xffffffffL;
            long address = wide ? all.getLong(at + 16) : all.getInt(at + 12) & 0xffffffffL;
            if (name >= 0 && name + 16 <= available() && text(bytes(name, 16)).equals(".go.buildinfo")) {
                parts.addFirst(new Part(".go.buildinfo", address, offset, size, true));
            }
        }
    }

    private boolean portable() throws IOException {
        long start = bytes(0x3c, 4).order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xffffffffL;
        if (start + 24 > available()) {
            return false;
        }
        ByteBuffer head = ordered(start, 24);
        if (head.getInt(0) != 0x4550) {
            return false;
        }
        int count = Math.min(head.getShort(6) & 0xffff, MAX_PARTS);
        int optional = head.getShort(20) & 0xffff;
        if (optional < 32) {
            return false;
        }
        ByteBuffer header = ordered(start + 24, 32);
        wide = header.getShort(0) == 0x20b;
        long imageBase = wide ? header.getLong(24) : header.getInt(28) & 0xffffffffL;
        for (int i = 0; i < count; i++) {
            ByteBuffer s = ordered(start + 24 + optional + i * 40L, 40);
            String name = text(s);
            long address = imageBase + (s.getInt(12) & 0xffffffffL);
            long size = s.getInt(16) & 0xffffffffL;
            long offset = s.getInt(20) & 0xffffffffL;
            boolean writable = (s.getInt(36) & 0x80000000) != 0;
            parts.add(new Part(name, address, offset, size, writable && size > 0));
        }
        return true;
    }

    private void machO(boolean is64) throws IOException {
        wide = is64;
        int headBytes = is64 ? 32 : 28;
        ByteBuffer head = ordered(0, headBytes);
        int count = Math.min(head.getInt(16), MAX_PARTS);
        int length = (int) Math.min(Math.min(head.getInt(20) & 0xffffffffL, HEAD_BYTES), available() - headBytes);
        ByteBuffer commands = ordered(headBytes, length);
        int at = 0;
        for (int i = 0; i < count && at + 8 <= length; i++) {
            int kind = commands.getInt(at);
            int size = commands.getInt(at + 4);
            if (size < 8 || at + (long) size > length) {
                return;
            }
            if (kind == (is64 ? 0x19 : 1) && size >= (is64 ? 72 : 56)) {
                segment(commands, at, size);
            }
            at += size;
        }
    }

    private void segment(ByteBuffer c, int at, int size) {
        String name = text(c.duplicate().position(at + 8).slice());
        long address = wide ? c.getLong(at + 24) : c.getInt(at + 24) & 0xffffffffL;
        long offset = wide ? c.getLong(at + 40) : c.getInt(at + 32) & 0xffffffffL;
        long bytes = wide ? c.getLong(at + 48) : c.getInt(at + 36) & 0xffffffffL;
        parts.add(new Part(name, address, offset, bytes, name.startsWith("__DATA")));
        int sections = wide ? c.getInt(at + 64) : c.getInt(at + 48);
        int sectionBytes = wide ? 80 : 68;
        int first = at + (wide ? 72 : 56);
        for (int i = 0; i < sections && first + (i + 1) * sectionBytes <= at + size && i < MAX_PARTS; i++) {
            int s = first + i * sectionBytes;
            String section = text(c.duplicate().position(s).slice());
            if (section.equals("__go_buildinfo")) {
                long sectionAddress = wide ? c.getLong(s + 32) : c.getInt(s + 32) & 0xffffffffL;
                long length = wide ? c.getLong(s + 40) : c.getInt(s + 36) & 0xffffffffL;
                long place = c.getInt(s + (wide ? 48 : 40)) & 0xffffffffL;
                parts.addFirst(new Part(section, sectionAddress, place, length, true));
            }
        }
    }

    /** Up to sixteen bytes of text, ended by a zero. */
    private static String text(ByteBuffer buffer) {
        byte[] name = new byte[Math.min(16, buffer.remaining())];
        buffer.duplicate().get(name);
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.ISO_8859_1);
    }
}
