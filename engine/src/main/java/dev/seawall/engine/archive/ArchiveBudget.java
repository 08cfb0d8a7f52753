package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.PieceFilter;
import java.io.IOException;
import java.io.InputStream;

/** Counts what one archive, with all that is nested in it, unpacks to. Passing a bound ends the walk. */
final class ArchiveBudget {
    private final ArchiveContents.Limits limits;
    private final long maxTotalBytes;
    private long totalBytes;
    private long heldBytes;
    private int members;

    ArchiveBudget(ArchiveContents.Limits limits, long sizeBytes) {
        this.limits = limits;
        this.maxTotalBytes = Math.min(limits.totalBytes(), limits.memberBytes() + sizeBytes * limits.ratio());
    }

    /** The bound on everything was passed: nothing more is read. */
    static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;

        Exhausted(String reason) {
            super(reason);
        }
    }

    void member() throws Exhausted {
        members++;
        if (members > limits.members()) {
            throw new Exhausted("has more than " + limits.members() + " members");
        }
    }

    /** Reads a member to its end; throws where it is larger than a member may be. The caller gives it back. */
    byte[] hold(InputStream in) throws IOException {
        long room = Math.min(limits.memberBytes(), limits.heldBytes() - heldBytes);
        byte[] content = in.readNBytes((int) Math.max(0, room));
        if (content.length == room && in.read() >= 0) {
            throw new MalformedFileException("is larger than " + room + " bytes");
        }
        heldBytes += content.length;
        return content;
    }

    void release(byte[] content) {
        heldBytes -= content.length;
    }

    /** The same stream, each byte of it counted. */
    InputStream counted(InputStream in) {
        return new PieceFilter(in) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int read = in.read(target, from, length);
                count(Math.max(0, read));
                return read;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    private void count(int bytes) throws Exhausted {
        totalBytes += bytes;
        if (totalBytes > maxTotalBytes) {
            throw new Exhausted("unpacks to more than " + maxTotalBytes + " bytes");
        }
    }
}
