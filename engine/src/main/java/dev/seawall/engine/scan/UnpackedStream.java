package dev.seawall.engine.scan;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.PieceFilter;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** The unpacked bytes of a layer, held to the bounds on size, ratio and time. */
final class UnpackedStream extends PieceFilter {
    private static final long RATIO_COUNTS_FROM = 1L << 30;

    private final ScanOptions.Limits limits;
    private final LongSupplier storedBytes;
    private final Deadline deadline;
    private long count;

    UnpackedStream(InputStream plain, ScanOptions.Limits limits, LongSupplier storedBytes, Deadline deadline) {
        super(plain);
        this.limits = limits;
        this.storedBytes = storedBytes;
        this.deadline = deadline;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        count += Math.max(0, read);
        if (count > limits.maxLayerBytes()) {
            throw new MalformedFileException("unpacks to more than " + limits.maxLayerBytes() + " bytes");
        }
        if (count > RATIO_COUNTS_FROM && count / limits.maxRatio() > storedBytes.getAsLong()) {
            throw new MalformedFileException("unpacks to more than " + limits.maxRatio() + " times its size");
        }
        deadline.check();
        return read;
    }
}
