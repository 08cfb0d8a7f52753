package dev.seawall.engine.archive;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a tar archive.
 *
 * @param file its metadata; the path is empty for the root itself
 * @param storedBytes bytes of content in the archive; less than the file's size where it is sparse
 * @param complaint what is wrong with its path, or null: it tried to leave the root
 */
public record TarEntry(
        FileEntry file, long storedBytes, @Nullable String complaint) {

    TarEntry withSize(long sizeBytes) {
        FileEntry old = file;
        FileEntry sized = new FileEntry(
                old.path(),
                old.kind(),
                sizeBytes,
                old.mode(),
                old.uid(),
                old.gid(),
                old.modifiedSeconds(),
                old.linkTarget());
        return new TarEntry(sized, storedBytes, complaint);
    }

    /** Joins a header with the records and long names that came before it. */
    static TarEntry from(TarHeader header, PaxRecords pax, byte @Nullable [] longName, byte @Nullable [] longLink)
            throws MalformedFileException {
        byte[] name = pax.bytes("GNU.sparse.name")
                .or(() -> pax.bytes("path"))
                .orElseGet(() -> longName != null ? longName : header.name());
        byte[] link = pax.bytes("linkpath").orElseGet(() -> longLink != null ? longLink : header.link());
        FileEntry.Kind kind = header.kind(name);
        long stored = pax.number("size", header.size());
        if (stored < 0) {
            throw new MalformedFileException("a negative size in a tar header");
        }
        TarPath path = TarPath.of(name);
        FileEntry file = new FileEntry(
                path.text(),
                kind,
                0,
                header.mode(),
                clamp(pax.number("uid", header.uid())),
                clamp(pax.number("gid", header.gid())),
                pax.seconds("mtime", header.modifiedSeconds()),
                switch (kind) {
                    case SYMLINK -> TarPath.decode(link);
                    case HARDLINK -> TarPath.of(link).text();
                    default -> null;
                });
        return new TarEntry(file, stored, path.complaint());
    }

    private static int clamp(long id) {
        return Math.clamp(id, 0, Integer.MAX_VALUE);
    }
}
