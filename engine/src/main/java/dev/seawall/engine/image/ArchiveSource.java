package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens archive files: Docker's, OCI's, both at once, and Docker's before 1.10. An uncompressed one is read where it
 * lies; a compressed one is streamed once into a spool.
 */
final class ArchiveSource {
    private ArchiveSource() {}

    /**
     * Opens one image of an archive file.
     *
     * @param layoutFirst true reads the OCI half of an archive that has both
     */
    static OpenedImage open(String name, Path file, @Nullable String choice, boolean layoutFirst, SourceOptions options)
            throws IOException {
        ArchiveBlobs blobs = new ArchiveBlobs(tar(file, options));
        try {
            if (layoutFirst && OciLayout.isLayout(blobs)) {
                return new OciLayout(blobs).open(name, choice, options);
            }
            return open(name, blobs, choice, options);
        } catch (IOException | RuntimeException e) {
            blobs.close();
            throw e;
        }
    }

    /** Opens one image of a tar that is indexed already; the caller closes the blobs where this fails. */
    static OpenedImage open(String name, BlobStore blobs, @Nullable String choice, SourceOptions options)
            throws IOException {
        boolean pinned = choice != null && choice.startsWith("@") && OciLayout.isLayout(blobs);
        if (DockerArchive.isArchive(blobs) && !pinned) {
            return new DockerArchive(blobs).open(name, choice, options);
        } else if (OciLayout.isLayout(blobs)) {
            return new OciLayout(blobs).open(name, choice, options);
        } else if (LegacyArchive.isArchive(blobs)) {
            return new LegacyArchive(blobs).open(name, choice, options);
        }
        throw new MalformedFileException("it is a tar without manifest.json or index.json: no image");
    }

    private static FileChannel tar(Path file, SourceOptions options) throws IOException {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file))) {
            stored.mark(16);
            Compression compression = Compression.of(stored.readNBytes(8));
            stored.reset();
            if (compression == Compression.NONE) {
                return FileChannel.open(file);
            }
            try (InputStream plain = compression.open(stored)) {
                return Spool.copy(plain, options);
            }
        }
    }
}
