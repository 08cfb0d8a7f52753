package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of one installed package: two counts, an index of 16-byte entries (tag, type, offset, count), and the data
 * they point into. Big-endian.
 */
public final class RpmHeader {
    /** Tags of RPM's header, as {@code rpmtag.h} numbers them. */
    public enum Tag {
        NAME(1000),
        VERSION(1001),
        RELEASE(1002),
        EPOCH(1003),
        VENDOR(1011),
        LICENSE(1014),
        ARCH(1022),
        FILE_MODES(1030),
        SOURCE_RPM(1044),
        DIRECTORY_INDEXES(1116),
        BASE_NAMES(1117),
        DIRECTORY_NAMES(1118),
        MODULARITY_LABEL(5096);

        private final int number;

        Tag(int number) {
            this.number = number;
        }
    }

    private static final int MAX_ENTRIES = 0xffff;
    private static final int MAX_FILES = 1_000_000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE_TYPE = 0170000;

    private record Entry(int type, int offset, int count) {
        private static final Entry ABSENT = new Entry(0, 0, 0);

        boolean isText() {
            return (type == 6 || type == 8 || type == 9) && count > 0;
        }
    }

    private final byte[] blob;
    private final int dataStart;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private RpmHeader(byte[] blob, int dataStart) {
        this.blob = blob;
        this.dataStart = dataStart;
    }

    /** Reads the index; the values are read, and bounded, when asked for. */
    static RpmHeader parse(byte[] blob) throws MalformedFileException {
        if (blob.length < 8) {
            throw new MalformedFileException("an rpm header that is too short");
        }
        ByteBuffer in = ByteBuffer.wrap(blob);
        int count = in.getInt();
        int length = in.getInt();
        boolean sane = count > 0 && count <= MAX_ENTRIES && length >= 0;
        if (!sane || 8 + 16L * count + length > blob.length) {
            throw new MalformedFileException("an rpm header with impossible sizes");
        }
        RpmHeader header = new RpmHeader(blob, 8 + 16 * count);
        for (int i = 0; i < count; i++) {
            int tag = in.getInt();
            Entry entry = new Entry(in.getInt(), in.getInt(), in.getInt());
            header.entries.putIfAbsent(tag, entry);
        }
        return header;
    }

    /** The text of a tag, the first where it has several; empty where it has none. */
    public String text(Tag tag) throws MalformedFileException {
        Entry entry = entry(tag);
        return entry.isText() ? strings(new Entry(entry.type, entry.offset, 1)).getFirst() : "";
    }

    /** The first number of a tag, or null where it has none. */
    public @Nullable Long number(Tag tag) throws MalformedFileException {
        Entry entry = entry(tag);
        return entry.count > 0 && width(entry.type) > 0 ? numberAt(entry, 0) : null;
    }

    private Entry entry(Tag tag) {
        return entries.getOrDefault(tag.number, Entry.ABSENT);
    }

    /**
     * The files of the package, directories left out, relative to the root.
     *
     * @param maxCharacters bound on the length of all paths together
     * @throws MalformedFileException where the lists contradict each other or the bound is passed
     */
    public List<String> files(long maxCharacters) throws MalformedFileException {
        Entry names = entry(Tag.BASE_NAMES);
        Entry folders = entry(Tag.DIRECTORY_NAMES);
        Entry indexes = entry(Tag.DIRECTORY_INDEXES);
        if (names.count == 0) {
            return List.of();
        }
        if (names.count != indexes.count) {
            throw new MalformedFileException("an rpm header whose lists of files differ in length");
        }
        return join(strings(names), strings(folders), indexes, maxCharacters);
    }

    private List<String> join(List<String> names, List<String> folders, Entry indexes, long maxCharacters)
            throws MalformedFileException {
        Entry modes = entry(Tag.FILE_MODES);
        List<String> files = new ArrayList<>();
        long left = maxCharacters;
        for (int i = 0; i < names.size(); i++) {
            long folder = numberAt(indexes, i);
            if (folder >= folders.size()) {
                throw new MalformedFileException("an rpm header with a file in no directory");
            }
            String directory = folders.get((int) folder);
            left -= directory.length() + names.get(i).length();
            if (left < 0) {
                throw new MalformedFileException("an rpm header that lists too many files");
            }
            if (!isDirectory(modes, i)) {
                String path = directory + names.get(i);
                files.add(path.startsWith("/") ? path.substring(1) : path);
            }
        }
        return files;
    }

    private boolean isDirectory(Entry modes, int index) throws MalformedFileException {
        boolean known = modes.type == 3 && index < modes.count;
        return known && (numberAt(modes, index) & FILE_TYPE) == DIRECTORY;
    }

    private static int width(int type) {
        return switch (type) {
            case 1, 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5 -> 8;
            default -> 0;
        };
    }

    private long numberAt(Entry entry, int index) throws MalformedFileException {
        int width = width(entry.type);
        long at = dataStart + (entry.offset & 0xffffffffL) + (long) index * width;
        if (width == 0 || at + width > blob.length) {
            throw new MalformedFileException("an rpm header with a value outside it");
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | Byte.toUnsignedInt(blob[(int) at + i]);
        }
        return value;
    }

    /** {@code count} texts, each ended by a zero byte. */
    private List<String> strings(Entry entry) throws MalformedFileException {
        long start = dataStart + (entry.offset & 0xffffffffL);
        if (entry.count < 0 || entry.count > MAX_FILES || start > blob.length) {
            throw new MalformedFileException("an rpm header with a value outside it");
        }
        List<String> out = new ArrayList<>();
        int at = (int) start;
        for (int i = 0; i < entry.count; i++) {
            int end = at;
            while (end < blob.length && blob[end] != 0) {
                end++;
            }
            if (end == blob.length) {
                throw new MalformedFileException("an rpm header with a text that does not end");
            }
            out.add(new String(blob, at, end - at, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return out;
    }
}
