package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each member of an uncompressed tar lies, so that members are read as slices of the file. Understands ustar, GNU
 * long names and PAX path, linkpath and size; links between members are followed. Nothing is ever written to disk.
 */
final class TarIndex {
    private static final int BLOCK = 512;
    private static final int MAX_MEMBERS = 200_000;
    private static final int MAX_NAME_BYTES = 64 << 10;
    private static final int MAX_LINKS = 16;

    /**
     * One member.
     *
     * @param link normalised path of the member it stands for, or null for a regular file
     */
    private record Member(
            long offset, long sizeBytes, @Nullable String link) {}

    /** A regular file inside the archive: offset of its first byte and its size. */
    record Slice(long offset, long sizeBytes) {}

    private final FileChannel channel;
    private final long end;
    private final Map<String, Member> members = new TreeMap<>();
    private @Nullable String longName;
    private @Nullable String longLink;
    private long paxSize = -1;

    private TarIndex(FileChannel channel) throws IOException {
        this.channel = channel;
        this.end = channel.size();
    }

    /**
     * Reads all headers.
     *
     * @throws MalformedFileException where it is no tar, is cut short, or has more than 200,000 members
     */
    static TarIndex read(FileChannel channel) throws IOException {
        TarIndex index = new TarIndex(channel);
        index.scan();
        return index;
    }

    /** The file of that path, links followed; empty where there is none or the links go in circles. */
    Optional<Slice> find(String path) {
        String at = path;
        for (int i = 0; i < MAX_LINKS; i++) {
            Member member = members.get(at);
            if (member == null) {
                return Optional.empty();
            }
            if (member.link == null) {
                return Optional.of(new Slice(member.offset, member.sizeBytes));
            }
            at = member.link;
        }
        return Optional.empty();
    }

    private void scan() throws IOException {
        long position = 0;
        for (int count = 0; position + BLOCK <= end; count++) {
            byte[] header = bytes(position, BLOCK);
            if (isZero(header)) {
                return;
            }
            if (count >= MAX_MEMBERS) {
                throw new MalformedFileException("more than " + MAX_MEMBERS + " members: not an image archive");
            }
            position = member(TarHeader.parse(header), position + BLOCK);
        }
        if (position != end) {
            throw new MalformedFileException("the tar is cut short");
        }
    }

    /** Takes in one member and returns where the next header lies. */
    private long member(TarHeader header, long content) throws IOException {
        boolean file = header.isFile();
        long size = file && paxSize >= 0 ? paxSize : header.hasContent() ? header.sizeBytes() : 0;
        if (size > end - content) {
            throw new MalformedFileException("the tar is cut short in " + shown(header.name()));
        }
        switch (header.type()) {
            case 'L' -> longName = text(content, size);
            case 'K' -> longLink = text(content, size);
            case 'x' -> pax(text(content, size));
            case 'g' -> {}
            default -> record(header, content, size);
        }
        return Math.min(end, content + (size + BLOCK - 1) / BLOCK * BLOCK);
    }

    private void record(TarHeader header, long content, long size) {
        String path = normalise("", longName == null ? header.name() : longName);
        String link = longLink == null ? header.link() : longLink;
        longName = null;
        longLink = null;
        paxSize = -1;
        if (path == null) {
            return;
        }
        if (header.isFile()) {
            members.put(path, new Member(content, size, null));
        } else if (header.isLink()) {
            int slash = path.lastIndexOf('/');
            String base = header.type() == '1' || slash < 0 ? "" : path.substring(0, slash);
            String to = normalise(base, link);
            members.put(path, new Member(0, 0, to == null ? path : to));
        }
    }

    /** The path relative to the archive's root; null where it leaves it. */
    private static @Nullable String normalise(String base, String path) {
        StringBuilder out = new StringBuilder(base);
        for (String segment : path.split("/")) {
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (!segment.equals("..")) {
                out.append(out.isEmpty() ? "" : "/").append(segment);
            } else if (out.isEmpty()) {
                return null;
            } else {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
        }
        return out.toString();
    }

    private void pax(String records) throws MalformedFileException {
        int at = 0;
        while (at < records.length()) {
            int space = records.indexOf(' ', at);
            int length = space < 0 ? 0 : TarHeader.decimal(records.substring(at, space));
            if (space < 0 || length < space - at + 2 || at + length > records.length()) {
                throw new MalformedFileException("a malformed extended header");
            }
            paxRecord(records.substring(space + 1, at + length - 1));
            at += length;
        }
    }

    private void paxRecord(String record) throws MalformedFileException {
        int equals = record.indexOf('=');
        String value = utf8(record.substring(equals + 1));
        switch (equals < 0 ? "" : record.substring(0, equals)) {
            case "path" -> longName = value;
            case "linkpath" -> longLink = value;
            case "size" -> paxSize = TarHeader.decimalLong(value);
            default -> {}
        }
    }

    /** Extended headers are read as Latin-1, so that their lengths count bytes. */
    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String text(long offset, long size) throws IOException {
        if (size > MAX_NAME_BYTES) {
            throw new MalformedFileException("a name of " + size + " bytes");
        }
        String text = new String(bytes(offset, Math.toIntExact(size)), StandardCharsets.ISO_8859_1);
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }

    private byte[] bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new MalformedFileException("the tar is cut short");
            }
        }
        return buffer.array();
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String shown(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
