package dev.seawall.engine.archive;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/**
 * What lies inside an archive, archives in archives included: gzip, bzip2, xz, zstd, tar, zip, 7z, cab, ar (and so
 * deb), cpio, arj. Nothing is written to disk; depth, members, bytes and memory are bounded, so that no bomb hurts. What
 * could not be opened is told, never dropped in silence.
 */
public final class ArchiveContents {
    private static final int MAX_NAME = 512;
    private static final int XZ_KIB = 128 << 10;

    private final ArchiveBudget budget;
    private final Limits limits;
    private final Visitor visitor;
    private final List<String> notes = new ArrayList<>();

    /**
     * Bounds for one outermost archive.
     *
     * @param depth archives in archives
     * @param members files in all of them together
     * @param memberBytes largest file looked at
     * @param totalBytes unpacked bytes of all together
     * @param heldBytes memory for the members that are open at once
     * @param ratio unpacked bytes of all together over the size of the archive, beyond {@code memberBytes}
     */
    public record Limits(int depth, int members, long memberBytes, long totalBytes, long heldBytes, int ratio) {
        /** 8 deep, 200,000 members, 32 MiB each, 1 GiB together, 64 MiB at once, 200:1. */
        public static final Limits DEFAULT = new Limits(8, 200_000, 32L << 20, 1L << 30, 64L << 20, 200);
    }

    /** Sees each file inside. */
    public interface Visitor {
        /**
         * Takes one file.
         *
         * @param innerPath path inside the archive, {@code !/} between nested ones
         * @param content all its bytes; not to be kept or changed
         */
        void member(String innerPath, byte[] content) throws IOException;

        /** Whether a file that is no archive itself shall be read at all; by its path inside. */
        default boolean wants(String innerPath) {
            return true;
        }
    }

    private ArchiveContents(ArchiveBudget budget, Limits limits, Visitor visitor) {
        this.budget = budget;
        this.limits = limits;
        this.visitor = visitor;
    }

    /**
     * Walks a file that may be an archive; nothing is visited where it is none.
     *
     * @param name of the file, to name what a compressed stream holds
     * @return what could not be looked into and why, empty where all was
     */
    public static List<String> walk(String name, FileContent content, Limits limits, Visitor visitor) {
        ArchiveContents walk = new ArchiveContents(new ArchiveBudget(limits, content.sizeBytes()), limits, visitor);
        try (InputStream in = content.open()) {
            walk.open(new Place("", name, 0), in, content::channel);
        } catch (ArchiveBudget.Exhausted e) {
            walk.notes.add("the archive " + e.getMessage() + "; the rest was not looked into");
        } catch (IOException | RuntimeException e) {
            walk.notes.add("damaged archive: " + reason(e));
        }
        return List.copyOf(walk.notes);
    }

    /**
     * Where the walk is.
     *
     * @param path so far, empty at the outermost file
     * @param name last part of the path, also at the outermost file
     */
    record Place(String path, String name, int depth) {
        Place inside(String member) {
            String known = member.length() > MAX_NAME ? member.substring(0, MAX_NAME) : member;
            String last = known.substring(known.lastIndexOf('/') + 1);
            return new Place(path.isEmpty() ? known : path + "!/" + known, last, depth + 1);
        }

        /** What a compressed stream holds: its own name without the last extension. */
        Place unpacked() {
            int dot = name.lastIndexOf('.');
            String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
            String inner = extension.matches("\\.(gz|bz2|xz|zst)") ? name.substring(0, dot) : name;
            return inside(inner.isEmpty() ? "content" : inner);
        }

        /** As this one, but a tar right inside a compressed stream adds no part to the path. */
        Place sameAs(Place outer) {
            return new Place(outer.path, name, depth);
        }
    }

    private interface Channels {
        SeekableByteChannel open() throws IOException;
    }

    /** Opens the stream where it is an archive; visits it where it lies inside one. */
    private void open(Place place, InputStream raw, @Nullable Channels channels) throws IOException {
        byte[] head = new byte[ArchiveKind.HEAD_BYTES];
        int length = raw.readNBytes(head, 0, head.length);
        PushbackInputStream in = new PushbackInputStream(raw, head.length);
        in.unread(head, 0, length);
        ArchiveKind kind = ArchiveKind.of(head, length);
        if (kind != ArchiveKind.NONE && place.depth >= limits.depth()) {
            note(place, "is nested more than " + limits.depth() + " deep");
            kind = ArchiveKind.NONE;
        }
        if (kind == ArchiveKind.NONE && place.depth == 0) {
            return;
        }
        if (kind.isStream()) {
            unpack(place, kind, in);
        } else if (kind == ArchiveKind.TAR || channels != null) {
            members(place, kind, in, channels);
        } else {
            hold(place, kind, in);
        }
    }

    private void unpack(Place place, ArchiveKind kind, InputStream in) throws IOException {
        try {
            InputStream plain = budget.counted(plain(kind, in));
            Place inner = place.unpacked();
            PushbackInputStream told = new PushbackInputStream(plain, ArchiveKind.HEAD_BYTES);
            byte[] head = new byte[ArchiveKind.HEAD_BYTES];
            int length = told.readNBytes(head, 0, head.length);
            told.unread(head, 0, length);
            boolean tar = ArchiveKind.of(head, length) == ArchiveKind.TAR;
            budget.member();
            open(tar ? inner.sameAs(place) : inner, told, null);
        } catch (ArchiveBudget.Exhausted e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            note(place, reason(e));
        }
    }

    private static InputStream plain(ArchiveKind kind, InputStream in) throws IOException {
        try {
            return switch (kind) {
                case BZIP2 -> new BZip2CompressorInputStream(in, true);
                case XZ -> new XZInputStream(in, XZ_KIB);
                default -> Decompression.open(in);
            };
        } catch (MemoryLimitException e) {
            throw new MalformedFileException("needs too much memory to unpack", e);
        }
    }

    /** Reads a member into memory, shows it, and opens it where it is an archive. */
    private void hold(Place place, ArchiveKind kind, InputStream in) throws IOException {
        if (kind == ArchiveKind.NONE && !visitor.wants(place.path)) {
            return;
        }
        byte[] content;
        try {
            content = budget.hold(in);
        } catch (ArchiveBudget.Exhausted e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            note(place, reason(e));
            return;
        }
        try {
            visitor.member(place.path, content);
            if (kind != ArchiveKind.NONE) {
                members(place, kind, in, () -> new SeekableInMemoryByteChannel(content));
            }
        } finally {
            budget.release(content);
        }
    }

    private void members(Place place, ArchiveKind kind, InputStream in, @Nullable Channels channels)
            throws IOException {
        ArchiveMembers.Sink sink = new ArchiveMembers.Sink() {
            @Override
            public void member(String name, InputStream content) throws IOException {
                budget.member();
                open(place.inside(name), budget.counted(content), null);
            }

            @Override
            public void closed(String name, String why) {
                note(place.inside(name), why);
            }
        };
        try {
            if (kind == ArchiveKind.TAR || channels == null) {
                ArchiveMembers.tar(in, sink);
            } else {
                try (SeekableByteChannel channel = channels.open()) {
                    ArchiveMembers.read(kind, channel, sink);
                }
            }
        } catch (ArchiveBudget.Exhausted e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            note(place, reason(e));
        }
    }

    private void note(Place place, String why) {
        if (notes.size() < 20) {
            notes.add(place.path.isEmpty() ? why : place.path + " " + why);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
