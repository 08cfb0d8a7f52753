package dev.seawall.engine.scan;

import dev.seawall.engine.archive.Decompression;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams one layer: the stored bytes are digested, unpacked, digested again and walked as a tar, on up to three
 * threads, while plug-ins see the files they want. Both digests must be what the image states.
 */
final class LayerReader {
    private final LayerBlob blob;
    private final ScanOptions options;
    private final Progress progress;
    private final Workers workers;
    private final Deadline deadline;

    LayerReader(LayerBlob blob, ScanOptions options, Progress progress, Workers workers, Deadline deadline) {
        this.blob = blob;
        this.options = options;
        this.progress = progress;
        this.workers = workers;
        this.deadline = deadline;
    }

    /**
     * Reads the layer once; a second time in the rare case that a wanted file comes as a hard link to an unwanted one.
     *
     * @throws SeawallException where the source fails, or the content is intact but not what the image states
     */
    LayerFacts read() throws InterruptedException {
        try (Spool spool = new Spool(options.limits().maxSpoolBytes())) {
            LayerCollector collector = new LayerCollector(options, spool, workers);
            TarWalk walk = new TarWalk(collector, spool, true);
            pass(collector, walk::all, progress);
            Map<String, List<FileEntry>> missed = collector.missedLinks();
            if (!missed.isEmpty()) {
                pass(collector, tar -> walk.missed(tar, missed), Progress.NONE);
            }
            return collector.finish();
        } catch (IOException e) {
            throw new SeawallException(
                    "read layer " + blob.diffId(),
                    e.getMessage() == null ? e.toString() : e.getMessage(),
                    "Check that the source of the image and the temporary folder are in order, and try again",
                    e);
        }
    }

    private interface Walk {
        void over(TarReader tar) throws IOException;
    }

    private void pass(LayerCollector collector, Walk walk, Progress heard) throws IOException {
        MessageDigest tarDigest = digest(blob.diffId());
        Digest stored = blob.digest();
        MessageDigest storedDigest = stored == null || stored.equals(blob.diffId()) ? null : digest(stored);
        SourceStream source = new SourceStream(open(), storedDigest, heard::read);
        try (InputStream unpacked = unpack(source);
                TarReader tar = new TarReader(new DigestInputStream(unpacked, tarDigest))) {
            walk.over(tar);
            tar.drain();
        } catch (MalformedFileException e) {
            String reason = e.getMessage() == null ? "damaged" : e.getMessage();
            collector.damaged("layer " + blob.diffId(), FileStatus.State.MALFORMED, reason);
            return;
        }
        verify(blob.diffId(), tarDigest, "unpacked");
        if (stored != null) {
            verify(stored, storedDigest, "stored");
        }
    }

    private InputStream open() throws IOException {
        try {
            return blob.open();
        } catch (IOException e) {
            throw new SourceStream.SourceException(e);
        }
    }

    private InputStream unpack(SourceStream source) throws IOException {
        boolean threads = options.parallelism() > 1;
        InputStream stored = threads ? new ReadAhead("seawall-read", source) : source;
        InputStream plain = new UnpackedStream(Decompression.open(stored), options.limits(), source::count, deadline);
        return threads ? new ReadAhead("seawall-unpack", plain) : plain;
    }

    private void verify(Digest stated, @Nullable MessageDigest computed, String what) {
        if (computed == null) {
            return;
        }
        Digest actual = Digest.of(stated.algorithm(), computed.digest());
        if (!actual.equals(stated)) {
            throw new SeawallException(
                    "read layer " + blob.diffId(),
                    "its " + what + " content has the digest " + actual + " where the image states " + stated,
                    "Do not run this image; fetch it again from a source you trust");
        }
    }

    private static MessageDigest digest(Digest stated) {
        try {
            return MessageDigest.getInstance(stated.algorithm().equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256 and SHA-512", e);
        }
    }
}
