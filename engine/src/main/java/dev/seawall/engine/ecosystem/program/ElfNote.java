package dev.seawall.engine.ecosystem.program;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The package note in an ELF program: a few lines of JSON that distributions and careful builders link into it
 * (systemd.io/ELF_PACKAGE_METADATA).
 */
public final class ElfNote {
    private static final int ELF = 0x7f454c46;
    private static final int NOTE_SEGMENT = 4;
    private static final int PACKAGE_NOTE = 0xcafe1a7e;
    private static final int MAX_SEGMENTS = 256;
    private static final int MAX_NOTE_BYTES = 64 << 10;

    private ElfNote() {}

    /** The package a program says it belongs to; empty where it says nothing or is no ELF file. */
    public static List<Package> read(String path, SeekableByteChannel content) throws IOException {
        Optional<String> json = find(content);
        if (json.isEmpty()) {
            return List.of();
        }
        JsonNode note = Json.parse(json.get().getBytes(StandardCharsets.UTF_8));
        String name = note.path("name").asString("");
        String version = note.path("version").asString("");
        if (name.isEmpty() || version.isEmpty()) {
            return List.of();
        }
        return List.of(Package.of("generic", name, version, path, 0)
                .withQualifier("type", note.path("type").asString(""))
                .withQualifier("distro", note.path("os").asString("")));
    }

    private static Optional<String> find(SeekableByteChannel content) throws IOException {
        ByteBuffer head = bytes(content, 0, 64);
        if (head.remaining() < 64 || head.getInt(0) != ELF) {
            return Optional.empty();
        }
        boolean wide = head.get(4) == 2;
        ByteOrder order = head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        head.order(order);
        long table = wide ? head.getLong(32) : head.getInt(28) & 0xffffffffL;
        int entryBytes = head.getShort(wide ? 54 : 42) & 0xffff;
        int count = Math.min(head.getShort(wide ? 56 : 44) & 0xffff, MAX_SEGMENTS);
        for (int i = 0; i < count; i++) {
            ByteBuffer p = bytes(content, table + (long) i * entryBytes, 56).order(order);
            if (p.remaining() >= (wide ? 56 : 32) && p.getInt(0) == NOTE_SEGMENT) {
                long offset = wide ? p.getLong(8) : p.getInt(4) & 0xffffffffL;
                long size = wide ? p.getLong(32) : p.getInt(16) & 0xffffffffL;
                int length = (int) Math.max(0, Math.min(size, MAX_NOTE_BYTES));
                Optional<String> found = among(bytes(content, offset, length).order(order));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> among(ByteBuffer notes) {
        while (notes.remaining() >= 12) {
            long nameBytes = notes.getInt() & 0xffffffffL;
            long bytes = notes.getInt() & 0xffffffffL;
            int kind = notes.getInt();
            long start = notes.position() + (nameBytes + 3) / 4 * 4;
            if (start + bytes > notes.limit()) {
                return Optional.empty();
            }
            if (kind == PACKAGE_NOTE) {
                String text = new String(notes.array(), (int) start, (int) bytes, StandardCharsets.UTF_8);
                return Optional.of(text.replace("\0", ""));
            }
            notes.position((int) Math.min(notes.limit(), start + (bytes + 3) / 4 * 4));
        }
        return Optional.empty();
    }

    /** What there is of the bytes asked for. */
    private static ByteBuffer bytes(SeekableByteChannel content, long offset, int length) throws IOException {
        if (offset < 0 || offset >= content.size()) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, content.size() - offset));
        content.position(offset);
        while (buffer.hasRemaining() && content.read(buffer) >= 0) {
            // until full or at the end
        }
        return buffer.flip();
    }
}
