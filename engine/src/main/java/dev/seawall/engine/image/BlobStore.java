package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Named files of one image source: the members of an archive or the files of a layout directory. */
interface BlobStore extends Closeable {
    /** True where a regular file of that {@code /}-separated relative path is there. */
    boolean has(String path);

    /** Its size in bytes, -1 where it is not there. */
    long sizeBytes(String path);

    /** Its bytes from the first; may be called from any thread. */
    InputStream open(String path) throws IOException;

    /**
     * The whole file.
     *
     * @throws MalformedFileException where it is not there or larger than the limit
     */
    default byte[] read(String path, int limitBytes) throws IOException {
        long size = sizeBytes(path);
        if (size < 0) {
            throw new MalformedFileException(path + " is missing");
        }
        if (size > limitBytes) {
            throw new MalformedFileException(path + " is larger than " + limitBytes + " bytes");
        }
        try (InputStream in = open(path)) {
            byte[] content = in.readNBytes(Math.toIntExact(size));
            if (content.length != size) {
                throw new MalformedFileException(path + " is cut short");
            }
            return content;
        }
    }
}
