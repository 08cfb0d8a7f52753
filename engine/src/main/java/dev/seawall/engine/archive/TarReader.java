package dev.seawall.engine.archive;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tar archive over a stream: v7, ustar, GNU (long names, base-256 numbers, sparse files) and PAX (global
 * headers, sparse 0.0, 0.1, 1.0). Unwanted content is read past, never kept. Stated paths and sizes are not trusted:
 * paths are made relative to the root, a size that exceeds the archive ends the walk with an exception.
 */
public final class TarReader implements Closeable {
    private static final int BLOCK = 512;
    private static final int BUFFER = 256 * 1024;
    private static final int MAX_LONG_NAME = 64 * 1024;
    private static final int MAX_PAX = 4 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    /** Stored bytes of the current entry that were not read yet. */
    private long contentLeft;

    private long paddingLeft;
    private boolean finished;
    private boolean endMark;
    private PaxRecords global = PaxRecords.EMPTY;
    private @Nullable TarContent content;

    /** Reads from a plain, uncompressed stream; closing closes it. */
    public TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next entry, past whatever is left of the current one.
     *
     * @return the entry, or null at the end of the archive
     * @throws MalformedFileException where the archive is damaged or cut off; entries already returned stand
     */
    public @Nullable TarEntry next() throws IOException {
        skipRest();
        Extensions extensions = new Extensions();
        while (!finished) {
            TarHeader header = readHeader();
            if (header == null) {
                finished = true;
                return null;
            }
            if (!extend(header, extensions)) {
                return open(header, extensions);
            }
        }
        return null;
    }

    /**
     * The current entry's content, holes of sparse files filled with zeros; valid until {@link #next}. Empty for
     * everything but regular files.
     */
    public InputStream content() {
        return content == null ? InputStream.nullInputStream() : content;
    }

    /** True once a block of zeros ended the archive; many writers leave it out, but so does whatever cuts a file. */
    public boolean hasEndMark() {
        return endMark;
    }

    /** Reads what follows the end of the archive, so that a digest beneath sees every byte. */
    public void drain() throws IOException {
        skipRest();
        do {
            position = end;
        } while (refill());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Names and records that precede the entry they speak of. */
    private static final class Extensions {
        byte @Nullable [] longName;
        byte @Nullable [] longLink;
        PaxRecords pax = PaxRecords.EMPTY;
    }

    /** Takes in a header that only speaks of the next one; false where it is an entry itself. */
    private boolean extend(TarHeader header, Extensions extensions) throws IOException {
        switch (header.type()) {
            case 'L' -> extensions.longName = TarHeader.untilNul(extension(header, MAX_LONG_NAME));
            case 'K' -> extensions.longLink = TarHeader.untilNul(extension(header, MAX_LONG_NAME));
            case 'x', 'X' -> extensions.pax = PaxRecords.parse(extension(header, MAX_PAX));
            case 'g' -> global = global.with(PaxRecords.parse(extension(header, MAX_PAX)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] extension(TarHeader header, int most) throws IOException {
        if (header.size() > most) {
            throw new MalformedFileException("a tar extension header of " + header.size() + " bytes");
        }
        startContent(header.size());
        byte[] bytes = new byte[(int) header.size()];
        int read = readStoredFully(bytes, 0, bytes.length);
        if (read < bytes.length) {
            throw new MalformedFileException("archive is cut off");
        }
        skipRest();
        return bytes;
    }

    private TarEntry open(TarHeader header, Extensions extensions) throws IOException {
        PaxRecords pax = global.with(extensions.pax);
        TarEntry entry = TarEntry.from(header, pax, extensions.longName, extensions.longLink);
        boolean file = entry.file().kind() == FileEntry.Kind.FILE;
        startContent(file || header.isUnknownType() ? entry.storedBytes() : 0);
        content = null;
        if (file) {
            SparseMap map = sparseMap(header, pax);
            content = new TarContent(this, map);
            return entry.withSize(map == null ? entry.storedBytes() : map.realSize());
        }
        return entry;
    }

    private @Nullable SparseMap sparseMap(TarHeader header, PaxRecords pax) throws IOException {
        if (header.type() == 'S') {
            return SparseMap.oldGnu(header, this::readExtensionBlock);
        }
        return SparseMap.pax(pax, this);
    }

    /** Old GNU sparse files may have further header blocks before their content. */
    private byte[] readExtensionBlock() throws IOException {
        byte[] block = new byte[BLOCK];
        if (!readBlock(block)) {
            throw new MalformedFileException("archive is cut off");
        }
        return block;
    }

    private @Nullable TarHeader readHeader() throws IOException {
        byte[] block = new byte[BLOCK];
        boolean zeroBefore = false;
        while (readBlock(block)) {
            if (!TarHeader.isZero(block)) {
                return TarHeader.parse(block);
            }
            if (zeroBefore) {
                return null;
            }
            zeroBefore = true;
            endMark = true;
        }
        return null;
    }

    /** Reads one block; false at the end of the stream. */
    private boolean readBlock(byte[] block) throws IOException {
        int have = 0;
        while (have < BLOCK) {
            if (position == end && !refill()) {
                if (have == 0) {
                    return false;
                }
                throw new MalformedFileException("archive is cut off");
            }
            int count = Math.min(BLOCK - have, end - position);
            System.arraycopy(buffer, position, block, have, count);
            position += count;
            have += count;
        }
        return true;
    }

    private void startContent(long size) {
        contentLeft = size;
        paddingLeft = -size & (BLOCK - 1);
    }

    /** Reads stored content of the current entry; -1 where there is none left. */
    int readStored(byte[] target, int from, int length) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        if (position == end && !refill()) {
            throw new MalformedFileException("archive is cut off");
        }
        int count = (int) Math.min(Math.min(length, contentLeft), end - position);
        System.arraycopy(buffer, position, target, from, count);
        position += count;
        contentLeft -= count;
        return count;
    }

    int readStoredFully(byte[] target, int from, int length) throws IOException {
        int have = 0;
        while (have < length) {
            int count = readStored(target, from + have, length - have);
            if (count < 0) {
                return have;
            }
            have += count;
        }
        return have;
    }

    private void skipRest() throws IOException {
        long left = contentLeft + paddingLeft;
        contentLeft = 0;
        boolean onlyPadding = left == paddingLeft;
        paddingLeft = 0;
        while (left > 0) {
            if (position == end && !refill()) {
                finished = true;
                if (onlyPadding) {
                    return;
                }
                throw new MalformedFileException("archive is cut off");
            }
            int count = (int) Math.min(left, end - position);
            position += count;
            left -= count;
        }
    }

    private boolean refill() throws IOException {
        int count = 0;
        while (count == 0) {
            count = in.read(buffer, 0, BUFFER);
        }
        position = 0;
        end = Math.max(0, count);
        return count > 0;
    }
}
